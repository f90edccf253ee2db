using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT207: adds the package's check to the app's health checks, and what the check needs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReadinessIgnoresShutdownFix))]
[Shared]
public sealed class ReadinessIgnoresShutdownFix() : AppFix("SHUT207")
{
    private protected override string What(HostKind host) => "Let readiness see the shutdown";

    private protected override async Task<Solution?> FixHostedAsync(Project project, HostKind host, CancellationToken cancel)
    {
        var solution = await GracefulShutdown.InstallAsync(project, host, cancel).ConfigureAwait(false);
        return await GracefulShutdown.EnsureAsync(GracefulShutdown.AddReadiness, static calls => calls.InHealthChecks(), solution, project.Id, cancel).ConfigureAwait(false);
    }
}
