using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT304: a static timer of an app with a host that nothing stops.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaticTimerAnalyzer() : MentionAnalyzer(WatchedNames.Timers, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Suggestion(
        "SHUT304",
        "Static timer is not stopped at shutdown",
        "Static timer '{0}' of '{1}' is not stopped at shutdown: it goes on firing while the host stops",
        "No service stops a static timer and no container disposes it, so its callback runs until the process exits, on services that are gone.");

    private protected override bool CanOccur(FrameworkTypes types) => types.IHost is not null && new TimerKinds(types).Exist;

    private protected override void Check(Mention mention, FileContext file)
    {
        foreach (var declaration in TimerMembers.DeclaredWith(mention.Node))
            if (file.Model.GetDeclaredSymbol(declaration, file.Cancel) is { IsStatic: true } member && StartsHost(file) && IsNeverStopped(member, file))
                file.Report(s_rule, member.Locations[0], member.Name, member.ContainingType.Name);
    }

    private static bool StartsHost(FileContext file) => RunCall.Of(file.Compilation, file.Cancel) is { Host: not HostKind.Console };

    private static bool IsNeverStopped(ISymbol member, FileContext file)
    {
        var timers = new TimerKinds(file.Types);
        if (!timers.Include(Stored.TypeIn(member)) || !Stored.Keeps(member) || IsUsedByOtherTypes(member, file))
            return false;

        var timer = Stored.In(member, file.Compilation, file.Cancel);
        return timer.IsCreatedByItsType(timers.Creates)
            && !timer.IsReturned() && !timer.IsTransferred() && !timer.IsDisposed(file.Compilation, file.Cancel)
            && !timer.Uses.Any(Stopped.Stops)
            && !timer.EndsOnItsOwn();
    }

    private static bool IsUsedByOtherTypes(ISymbol member, FileContext file) =>
        member.DeclaredAccessibility is not Accessibility.Private
        && file.Compilation.Search([member.Name]).Any(mention => IsOutside(mention, member, file));

    private static bool IsOutside(Mention mention, ISymbol member, FileContext file) =>
        !member.ContainingType.DeclaringSyntaxReferences.Any(part => part.SyntaxTree == mention.Token.SyntaxTree && part.Span.Contains(mention.Token.Span))
        && SymbolEqualityComparer.Default.Equals(mention.Symbol(file.Cancel), member);
}
