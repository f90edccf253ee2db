using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>A loop that nothing in its own code ends: no condition, no way out.</summary>
internal static class EndlessLoop
{
    public static bool Is(StatementSyntax loop, SemanticModel model, CancellationToken cancel) =>
        IsUnconditional(loop, model, cancel) && !loop.DescendantNodes().Any(node => IsLeftBy(loop, node) || Exits(node, model, cancel));

    /// <summary>Whether a statement in a loop ends it: a <c>break</c> of its own, a <c>return</c>, <c>yield break</c>, <c>goto</c> or <c>throw</c>.</summary>
    public static bool IsLeftBy(StatementSyntax loop, SyntaxNode node) => node switch
    {
        ReturnStatementSyntax or GotoStatementSyntax or ThrowStatementSyntax { Expression: not null } or YieldStatementSyntax { Expression: null } => IsOfLoop(node, loop),
        BreakStatementSyntax => IsOfLoop(node, loop) && Broken(node) == loop,
        _ => false,
    };

    private static bool IsUnconditional(StatementSyntax loop, SemanticModel model, CancellationToken cancel) => loop switch
    {
        WhileStatementSyntax { Condition: var condition } => IsTrue(condition, model, cancel) || WaitsForTick(condition, model, cancel),
        DoStatementSyntax { Condition: var condition } => IsTrue(condition, model, cancel),
        ForStatementSyntax { Condition: var condition } => condition is null || IsTrue(condition, model, cancel),
        _ => false,
    };

    private static bool IsTrue(ExpressionSyntax condition, SemanticModel model, CancellationToken cancel) =>
        model.GetConstantValue(condition, cancel) is { HasValue: true, Value: true };

    private static bool WaitsForTick(ExpressionSyntax condition, SemanticModel model, CancellationToken cancel) =>
        condition is AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call }
        && model.FullNameOfCalled(call, cancel) == "System.Threading.PeriodicTimer.WaitForNextTickAsync";

    private static bool Exits(SyntaxNode node, SemanticModel model, CancellationToken cancel) =>
        node is InvocationExpressionSyntax call && model.FullNameOfCalled(call, cancel) is "System.Environment.Exit" or "System.Environment.FailFast";

    private static SyntaxNode? Broken(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static ancestor => ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax);

    private static bool IsOfLoop(SyntaxNode node, SyntaxNode loop) =>
        !node.Ancestors().TakeWhile(ancestor => ancestor != loop).Any(static ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
}
