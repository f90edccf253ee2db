using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Where in its function a piece of code stands: in a loop, behind it, in a handler of cancellation.</summary>
internal static class Surroundings
{
    public static bool IsInLoop(this SyntaxNode node) => node.AncestorsInFunction().Any(IsLoop);

    /// <summary>Whether the loop that a token ends, or that waits, is over: what follows winds down.</summary>
    public static bool IsAfterItsLoop(this SyntaxNode node, string token) =>
        node.AncestorsInFunction().OfType<StatementSyntax>().Any(statement =>
            statement.Parent is BlockSyntax block && block.Statements.TakeWhile(before => before != statement).Any(before => LoopIn(before) is { } loop && IsMain(loop, token)));

    /// <summary>The code around a node up to the function that it is part of.</summary>
    public static IEnumerable<SyntaxNode> AncestorsInFunction(this SyntaxNode node) =>
        node.Ancestors().TakeWhile(static ancestor => ancestor is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax));

    /// <summary>The code of a function itself, not that of the functions in it.</summary>
    public static IEnumerable<SyntaxNode> NodesOfFunction(this SyntaxNode function) =>
        function.DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    /// <summary>Whether a handler takes the exception of a cancelled wait, if only under a condition.</summary>
    public static bool TakesCancellation(this CatchClauseSyntax handler, SemanticModel model, CancellationToken cancel)
    {
        if (handler.Declaration is not { Type: var declared })
            return true;

        var types = FrameworkTypes.Of(model.Compilation);
        return model.GetTypeInfo(declared, cancel).Type is INamedTypeSymbol type && (type.Is(types.TaskCanceledException) || types.OperationCanceledException.IsA(type));
    }

    /// <summary>Whether that is all it takes.</summary>
    public static bool TakesOnlyCancellation(this CatchClauseSyntax handler) =>
        handler.Declaration?.Type.GetLastToken().ValueText is "OperationCanceledException" or "TaskCanceledException";

    // A loop may stand in a "try" of its own.
    private static StatementSyntax? LoopIn(StatementSyntax statement) => statement switch
    {
        TryStatementSyntax { Block.Statements: var statements } => statements.Select(LoopIn).FirstOrDefault(static loop => loop is not null),
        UsingStatementSyntax { Statement: BlockSyntax { Statements: var statements } } => statements.Select(LoopIn).FirstOrDefault(static loop => loop is not null),
        _ => IsLoop(statement) ? statement : null,
    };

    private static bool IsLoop(SyntaxNode node) => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;

    /// <summary>Not a plain walk over a few items, but a loop that has the token or waits.</summary>
    private static bool IsMain(StatementSyntax loop, string token) => loop switch
    {
        CommonForEachStatementSyntax each => each.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword),
        _ => loop.DescendantTokens().Any(part => part.ValueText == token) || loop.DescendantNodes().Any(static part => part is AwaitExpressionSyntax),
    };
}
