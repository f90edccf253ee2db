using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Connections;

/// <summary>A loop that sends for as long as its tokens let it: no condition of its own, no way out but cancellation.</summary>
internal static class EndlessStream
{
    /// <summary>The outermost such loop around a node, in the function that the node is in.</summary>
    public static StatementSyntax? Around(SyntaxNode node) =>
        node.Ancestors().TakeWhile(static ancestor => ancestor is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) || ancestor is GlobalStatementSyntax)
            .OfType<StatementSyntax>().LastOrDefault(IsEndless);

    /// <summary>All that cancels the tokens which the loop and the code around it look at.</summary>
    public static TokenOrigins EndedBy(StatementSyntax loop, FileContext file) =>
        file.Model.GetOperation(loop, file.Cancel)?.DescendantsAndSelf()
            .Where(operation => IsToken(operation, file.Types))
            .Aggregate(TokenOrigins.Nothing, (origins, token) => origins | Tokens.OriginsOf(token, file.Compilation, file.Cancel))
        ?? TokenOrigins.Unknown;

    private static bool IsToken(IOperation operation, FrameworkTypes types) =>
        operation is IParameterReferenceOperation or ILocalReferenceOperation or IMemberReferenceOperation
        && (operation.Type.Is(types.CancellationToken) || operation.Type.Is(types.CancellationTokenSource));

    private static bool IsEndless(StatementSyntax loop) => loop switch
    {
        WhileStatementSyntax { Condition: var condition } => IsBoundByTokens(condition) && !IsLeft(loop),
        DoStatementSyntax { Condition: var condition } => IsBoundByTokens(condition) && !IsLeft(loop),
        ForStatementSyntax { Condition: var condition } => (condition is null || IsBoundByTokens(condition)) && !IsLeft(loop),
        _ => false,
    };

    private static bool IsBoundByTokens(ExpressionSyntax condition) => condition switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.TrueLiteralExpression),
        PrefixUnaryExpressionSyntax { Operand: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCancellationRequested" } } => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCancellationRequested" } } => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => IsBoundByTokens(both.Left) && IsBoundByTokens(both.Right),
        AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call } => call.MethodName()?.Identifier.ValueText == "WaitForNextTickAsync",
        ParenthesizedExpressionSyntax { Expression: var inner } => IsBoundByTokens(inner),
        _ => false,
    };

    private static bool IsLeft(StatementSyntax loop) =>
        loop.DescendantNodes().Any(node => EndlessLoop.IsLeftBy(loop, node) && !IsCancellation(node, loop));

    /// <summary>Whether the loop is left here because a token was cancelled.</summary>
    private static bool IsCancellation(SyntaxNode way, StatementSyntax loop) =>
        way.Ancestors().TakeWhile(ancestor => ancestor != loop).Any(static ancestor =>
            ancestor is CatchClauseSyntax || ancestor is IfStatementSyntax { Condition: var condition } && condition.ToString().Contains("IsCancellationRequested"));
}
