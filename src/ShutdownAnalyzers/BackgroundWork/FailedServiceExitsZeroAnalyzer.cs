using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT406: an app whose background service can fail without anyone learning of it from the exit code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FailedServiceExitsZeroAnalyzer() : AppAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Suggestion(
        "SHUT406",
        "Failed background service exits 0",
        "App '{0}' ends with exit code 0 when a background service of its own has failed: whatever restarts failed processes takes that for success",
        "Up to .NET 10 an exception that leaves ExecuteAsync stops the host as a signal does, and the process ends with 0.");

    private static readonly GracefulShutdownServices s_package = new();
    private static readonly ExitCode s_exitCode = new();

    private protected override bool CanOccur(FrameworkTypes types) => types.BackgroundService is not null;

    private protected override bool IsFaulty(App app) =>
        app.Host is not HostKind.Console
        && !app.TellsOfFailedService
        && app.HasBackgroundService
        && app.Has(s_package) is Presence.Absent
        && app.Has(s_exitCode) is Presence.Absent;
}
