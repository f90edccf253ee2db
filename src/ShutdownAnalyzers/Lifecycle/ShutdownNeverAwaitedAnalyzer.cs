using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT107: a host that the entry point starts, and then never waits for nor stops.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShutdownNeverAwaitedAnalyzer() : MentionAnalyzer(["StartAsync", "Start"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT107",
        "Host started, shutdown never awaited",
        "'{0}' starts the host, but nothing waits for its shutdown: SIGTERM is swallowed and no service is stopped",
        "A started host takes SIGTERM and signals ApplicationStopping. Its services are stopped by WaitForShutdownAsync or StopAsync, and nobody calls either.");

    private protected override bool CanOccur(FrameworkTypes types) => types.IHost is not null || types.IWebHost is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (mention.Call is not { } start
            || !EntryPoint.IsInTypeOf(start, file.Compilation, file.Cancel)
            || StartedHost.By(start, file.Model, file.Cancel) is not { } host
            || RunBy.Of(start, file.Model, file.Cancel) is not Runner.EntryPoint
            || host.IsHandedOn || host.IsAwaited || host.IsStopped)
            return;

        file.Report(s_rule, mention.Node.GetLocation(), mention.Token.ValueText);
    }
}
