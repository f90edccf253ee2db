using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Deployment.Containers;
using ShutdownAnalyzers.Deployment.Systemd;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Deployment;

/// <summary>SHUT702: an app that is told to stop by a signal it does not handle.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StopSignalNotHandledAnalyzer() : DeploymentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT702",
        "Stop signal is not handled",
        "{0} {1}",
        "A .NET host stops gracefully on SIGTERM, SIGINT and SIGQUIT. Any other signal ends it at once, or does nothing until it is killed.");

    private static readonly ImmutableArray<string> s_handled = ["TERM", "INT", "QUIT", "15", "2", "3"];

    /// <summary>systemd's own lifetime (<c>UseSystemd</c>) listens to SIGTERM alone.</summary>
    private static readonly ImmutableArray<string> s_handledUnderSystemd = ["TERM", "15"];

    private protected override IEnumerable<Finding> Look(DeploymentFile file, DeployedApp app) => file switch
    {
        Dockerfile { IsWindows: false } dockerfile when app.IsStartedBy(dockerfile) && dockerfile.Effective("STOPSIGNAL") is { } signal =>
            Unhandled(signal.Arguments, s_handled) is { } name ? [Sent(name, "STOPSIGNAL", signal.Span, signal.ArgumentsSpan)] : [],
        ComposeFile compose =>
            from service in compose.Services.Where(app.Owns)
            let stated = service.Settings.Entry("stop_signal")
            let signal = Unhandled(stated?.Value?.Text ?? "", s_handled)
            where signal is not null
            select Sent(signal, $"Service '{service.Name.Value}'", stated.Span, stated.Value!.Span),
        UnitFile unit when app.Owns(unit) => InUnit(unit, app),
        _ => [],
    };

    private static IEnumerable<Finding> InUnit(UnitFile unit, DeployedApp app)
    {
        var handled = app.Mentions("UseSystemd", "AddSystemd") ? s_handledUnderSystemd : s_handled;
        if (unit["KillSignal"] is { } signal && Unhandled(signal.Value, handled) is { } name)
            yield return Sent(name, $"Unit '{unit.Unit}'", signal.Span, signal.ValueSpan);

        if (unit["KillMode"] is { Value: "none" } mode)
            yield return new(mode.Span, $"Unit '{unit.Unit}'", "tells nobody to stop (KillMode=none): the app goes on beside its successor, or is killed with the machine", new("Use KillMode=mixed", mode.ValueSpan, "mixed"));

        foreach (var reload in unit.All("ExecReload").Where(static reload => SendsHangUp(reload.Value)))
            if (!app.Mentions("SIGHUP", "WorkerCluster"))
                yield return new(reload.Span, $"Unit '{unit.Unit}'", "sends SIGHUP at a reload, which the app does not handle: it ends at once", new("Remove the reload", unit.LinesOf(reload.Span), ""));
    }

    private static Finding Sent(string signal, string subject, TextSpan span, TextSpan value) =>
        new(span, subject, $"sends SIG{signal} to stop the app, which does not handle it: the app ends at once or is killed, without a shutdown", new("Use SIGTERM", value, "SIGTERM"));

    /// <summary>The signal without its prefix, if it is a known one that is not handled. A variable may be any.</summary>
    private static string? Unhandled(string stated, ImmutableArray<string> handled)
    {
        var name = stated.Trim('"', '\'').ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name.Substring("SIG".Length) : name;
        return name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '+' or '-') && !handled.Contains(name) ? name : null;
    }

    private static bool SendsHangUp(string command) =>
        command.IndexOf("kill", StringComparison.Ordinal) >= 0
        && command.Split(' ', '\t').Any(static word => word is "-HUP" or "-SIGHUP" or "-1" or "HUP" or "SIGHUP");
}
