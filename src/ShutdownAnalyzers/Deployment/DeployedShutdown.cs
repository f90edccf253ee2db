using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Drain;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Deployment;

/// <summary>What an app does between SIGTERM and its exit, as far as its code and its settings file say.</summary>
internal sealed class DeployedShutdown(Compilation compilation, HostKind host, AnalyzerOptions options, CancellationToken cancel)
{
    /// <summary>What the kernel, the runtime and the platform's clock take on top.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(2);

    private readonly ShutdownSettings _settings = new(compilation, cancel);

    private readonly AppSettings _configured = AppSettings.Of(options, cancel);

    private bool HasPackage => compilation.MentionsOf("AddGracefulShutdown").Any(static mention => mention.Call is not null);

    private bool UsesDrain => compilation.MentionsOf("UseDrain").Any(static mention => mention.Call is not null);

    /// <summary>How long the app may be on its way out, a margin included; null if only the running program knows.</summary>
    public TimeSpan? Longest
    {
        get
        {
            if (host is HostKind.Console)
                return null;

            if (!HasPackage)
                return Limited(_settings.ShutdownTimeout.Value) + s_margin;

            return Limited(_settings.LameDuckPeriod, "LameDuckPeriod") + Limited(_settings.ForcedExitTimeout, "ForcedExitTimeout") + s_margin;
        }
    }

    /// <summary>What the time is made of, in the words of the options.</summary>
    public string LongestInWords => HasPackage ? "lame duck, forced exit" : "the host's ShutdownTimeout";

    /// <summary>The status with which the app answers while it drains: <c>503</c>, or <c>502</c>, or one of both; null if it serves, or does not drain.</summary>
    public string? DrainStatus
    {
        get
        {
            if (!UsesDrain)
                return new DrainMiddleware().In(compilation, [], cancel) is Presence.Present ? "503 or 502" : null;

            var mode = (Set("DrainMode")?.ToString() ?? _configured["DrainMode"] ?? "Reject").Split('.').Last();
            if (mode != "Reject")
                return null;

            return Set("DrainStatusCode") is { } status
                ? compilation.GetSemanticModel(status.SyntaxTree).GetConstantValue(status, cancel).Value?.ToString()
                : _configured["DrainStatusCode"] ?? "503";
        }
    }

    private Microsoft.CodeAnalysis.CSharp.Syntax.ExpressionSyntax? Set(string option) =>
        OptionSetting.Of(option, FrameworkTypes.Of(compilation).GracefulShutdownOptions, compilation, cancel).Select(static setting => setting.Value).FirstOrDefault();

    // What code sets comes after what is configured.
    private TimeSpan? Limited(TimeLimit limit, string name) =>
        Limited(limit.Settings.IsEmpty && _configured[name] is { } configured ? TimeSpan.TryParse(configured, System.Globalization.CultureInfo.InvariantCulture, out var time) ? time : null : limit.Value);

    private static TimeSpan? Limited(TimeSpan? limit) => limit >= TimeSpan.Zero && limit < TimeSpan.FromDays(1) ? limit : null;
}
