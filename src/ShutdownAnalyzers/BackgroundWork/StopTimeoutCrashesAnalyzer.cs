using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT408: a service's stop lets the cancellation of its own token out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StopTimeoutCrashesAnalyzer() : MentionAnalyzer(WatchedNames.StopMethods, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Suggestion(
        "SHUT408",
        "Timed-out stop crashes the process",
        "Nothing catches the cancellation of '{0}': when the shutdown timeout is over, it leaves '{1}' and the process crashes",
        "An exception that leaves StopAsync is thrown again by the call that runs the host, and ends the process with an unhandled exception. So does the cancellation by its own token.");

    private protected override bool CanOccur(FrameworkTypes types) => types.IHostedService is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (StopCode.At(mention, file.Types, file.Cancel) is not { } stop)
            return;

        foreach (var wait in stop.Waits)
            if (wait.CalledName is { } name && stop.ThrowsByItsToken(wait) && !stop.CatchesCancellation(wait.Place.Syntax))
                file.Report(s_rule, name.GetLocation(), name.Identifier.ValueText, stop.Method.Name);
    }
}
