using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT407: a service's stop waits for something that its token cannot cut short.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StopUnboundedAnalyzer() : MentionAnalyzer(WatchedNames.StopMethods, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT407",
        "StopAsync has no upper bound",
        "'{0}' waits for '{1}' without its token or a timeout: it can hold the host for as long as it likes, whatever the shutdown timeout",
        "The shutdown timeout only cancels the token of StopAsync. A stop that waits for something else keeps the process until the platform kills it.");

    private protected override bool CanOccur(FrameworkTypes types) => types.IHostedService is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (StopCode.At(mention, file.Types, file.Cancel) is not { IsEndedByCallback: false } stop)
            return;

        foreach (var wait in stop.Waits)
            if (stop.IsUnbounded(wait))
                file.Report(s_rule, LocationOf(wait), stop.Method.Name, NameOf(wait));
    }

    private static Location LocationOf(Wait wait) => (wait.CalledName ?? wait.For.Syntax).GetLocation();

    private static string NameOf(Wait wait) => (wait.CalledName ?? wait.For.Syntax).ToString();
}
