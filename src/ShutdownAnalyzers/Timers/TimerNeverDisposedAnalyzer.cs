using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT301: a timer that its type creates and stores, and nothing disposes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TimerNeverDisposedAnalyzer() : ShutdownAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT301",
        "Timer is never disposed",
        "Timer '{0}' is created by '{1}' and never disposed: it goes on firing while the app shuts down",
        "A timer fires until it is disposed. One that its type creates and nobody disposes still runs its callback while the host stops, on services that are disposed already, and keeps all that the callback uses alive.");

    private protected override bool CanOccur(FrameworkTypes types) => new TimerKinds(types).Exist;

    private protected override void Analyze(CompilationStartAnalysisContext start, FrameworkTypes types)
    {
        var timers = new TimerKinds(types);
        start.RegisterSymbolAction(context => Check(context, timers), SymbolKind.Field, SymbolKind.Property);
    }

    private static void Check(SymbolAnalysisContext context, TimerKinds timers)
    {
        var member = context.Symbol;
        if (!timers.Include(Stored.TypeIn(member)) || !Stored.IsReachedByItsTypeAlone(member) || !Stored.Keeps(member))
            return;

        var timer = Stored.In(member, context.Compilation, context.CancellationToken);
        if (timer.IsCreatedByItsType(timers.Creates)
            && !timer.IsReturned() && !timer.IsTransferred() && !timer.IsDisposed(context.Compilation, context.CancellationToken)
            && !timer.IsStoppedWhereItsTypeEnds(Options.OwnershipTakingMethods.In(member.Locations[0].SourceTree!, context.Options), context.CancellationToken)
            && !timer.EndsOnItsOwn())
            context.ReportDiagnostic(Diagnostic.Create(s_rule, member.Locations[0], member.Name, member.ContainingType.Name));
    }
}
