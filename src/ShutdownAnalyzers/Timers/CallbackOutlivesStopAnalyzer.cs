using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT303: a hosted service that ends its timer, but does not wait for the callback that may be running.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallbackOutlivesStopAnalyzer() : MentionAnalyzer(WatchedNames.Timers, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT303",
        "Timer callback can outlive StopAsync",
        "The callback of timer '{0}' can outlive StopAsync of '{1}': '{2}' does not wait for one that is running",
        "Dispose and Change return while the callback runs on. The host then stops and disposes what the callback still works with.");

    private protected override bool CanOccur(FrameworkTypes types) => types.IHostedService is not null && new TimerKinds(types).Exist;

    private protected override void Check(Mention mention, FileContext file)
    {
        foreach (var declaration in TimerMembers.DeclaredWith(mention.Node))
            if (file.Model.GetDeclaredSymbol(declaration, file.Cancel) is { ContainingType: var type } member && type.IsA(file.Types.IHostedService))
                Check(member, file);
    }

    private static void Check(ISymbol member, FileContext file)
    {
        var timers = new TimerKinds(file.Types);
        if (!timers.Include(Stored.TypeIn(member)) || !Stored.IsReachedByItsTypeAlone(member) || !Stored.Keeps(member))
            return;

        var timer = Stored.In(member, file.Compilation, file.Cancel);
        if (!timer.IsCreatedByItsType(timers.Creates) || timer.IsReturned() || timer.IsTransferred() || timer.Uses.Any(Awaited.DisposesAndWaits))
            return;

        var ends = TypeEnd.CodeOf(member.ContainingType, file.Read(Options.OwnershipTakingMethods), file.Cancel);
        if (EndOf(timer, ends) is { } end && timer.CallbacksOf().Any(callback => callback is not null && DoesWorkUnawaited(callback, member.ContainingType, ends, file)))
            file.Report(s_rule, LocationOf(end, member, file), member.Name, member.ContainingType.Name, NameOf(end));
    }

    /// <summary>Where the type ends its timer: in <c>StopAsync</c>, if it does so there.</summary>
    private static IOperation? EndOf(Stored timer, HashSet<SyntaxNode> ends) =>
        timer.Uses.Where(use => (use.Disposes() || use.Stops()) && use.Syntax.AncestorsAndSelf().Any(ends.Contains))
            .OrderBy(static use => use.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText == "StopAsync" ? 0 : 1)
            .FirstOrDefault();

    // Nothing can wait for an async callback: that is SHUT305's to say.
    private static bool DoesWorkUnawaited(IMethodSymbol callback, INamedTypeSymbol type, HashSet<SyntaxNode> ends, FileContext file) =>
        callback is { IsAsync: false, DeclaringSyntaxReferences.IsEmpty: false }
        && !CountingCallback.OnlyCounts(callback, file.Compilation, file.Cancel)
        && !AwaitedCallback.IsAwaited(callback, type, ends, file.Cancel);

    private static Location LocationOf(IOperation end, ISymbol member, FileContext file) =>
        end.Syntax.SyntaxTree == file.Tree ? CallOf(end)?.GetLocation() ?? end.Syntax.GetLocation() : member.Locations.First(location => location.SourceTree == file.Tree);

    private static string NameOf(IOperation end) => CallOf(end)?.Identifier.ValueText ?? end.Parent?.Syntax.ToString() ?? "";

    private static SimpleNameSyntax? CallOf(IOperation end) => (end.Parent?.Syntax as InvocationExpressionSyntax)?.MethodName();
}
