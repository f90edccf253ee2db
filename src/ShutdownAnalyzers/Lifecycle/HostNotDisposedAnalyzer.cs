using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT108: a host that is started and waited for, and then left behind with all that its container holds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HostNotDisposedAnalyzer() : MentionAnalyzer(["StartAsync", "Start"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Suggestion(
        "SHUT108",
        "Host is not disposed after shutdown",
        "'{0}' is not disposed after its shutdown: its singletons are never disposed, and what they buffer is lost",
        "RunAsync disposes the host when it has stopped, WaitForShutdownAsync does not. Loggers, telemetry and connections flush when they are disposed.");

    private protected override bool CanOccur(FrameworkTypes types) => types.IHost is not null || types.IWebHost is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (mention.Call is { } start
            && EntryPoint.IsInTypeOf(start, file.Compilation, file.Cancel)
            && StartedHost.By(start, file.Model, file.Cancel) is { IsAwaited: true, IsRun: false, IsDisposed: false, IsHandedOn: false, Variable: { } host }
            && RunBy.Of(start, file.Model, file.Cancel) is Runner.EntryPoint)
            file.Report(s_rule, host.Identifier.GetLocation(), host.Identifier.ValueText);
    }
}
