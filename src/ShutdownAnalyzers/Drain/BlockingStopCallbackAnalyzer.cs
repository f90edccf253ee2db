using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT204: a callback of <c>ApplicationStopping</c> that holds its thread while the time to stop runs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingStopCallbackAnalyzer() : MentionAnalyzer(["ApplicationStopping"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT204",
        "Blocking stopping callback spends the drain budget",
        "'{0}' blocks an ApplicationStopping callback {1}: that comes off the ShutdownTimeout of {2}, and what is still in flight when it is over is cut",
        "The host's clock runs while callbacks of ApplicationStopping block: what they spend, the server and the services lack to finish.");

    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_enoughLeft = TimeSpan.FromSeconds(5);

    private protected override bool CanOccur(FrameworkTypes types) => types.IHostApplicationLifetime is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (StopCallback.RegisteredAt(mention, file.Cancel) is not { } callback)
            return;

        var timeout = new ShutdownSettings(file.Compilation, file.Cancel).ShutdownTimeout;
        foreach (var wait in Wait.In(callback))
            if (wait.Blocks && wait.Duration(file.Cancel) is var time && !IsAffordable(time, timeout))
                file.Report(s_rule, NameOf(wait).GetLocation(), NameOf(wait), IsKnown(time) ? $"for {time}" : "for a time that nothing here bounds", timeout.Value);
    }

    private static bool IsAffordable(TimeSpan? time, TimeLimit timeout)
    {
        if (IsKnown(time) && time <= s_short)
            return true;

        // A timeout that is set to what only the running program knows was thought about.
        return !timeout.Settings.IsEmpty
            && (timeout.Value is not { } stated || stated == Timeout.InfiniteTimeSpan || (IsKnown(time) && stated >= time + s_enoughLeft));
    }

    private static bool IsKnown(TimeSpan? time) => time is { } known && known >= TimeSpan.Zero && known < TimeSpan.FromDays(1000);

    private static SyntaxNode NameOf(Wait wait) => wait.Place.Syntax switch
    {
        InvocationExpressionSyntax call => (SyntaxNode?)call.MethodName() ?? call,
        MemberAccessExpressionSyntax property => property.Name,
        var other => other,
    };
}
