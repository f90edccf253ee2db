using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Hosting;

/// <summary>A task that is over when it is awaited, for its exception: <c>if (finished == _work) await _work;</c>.</summary>
internal static class FinishedTask
{
    /// <summary>Whether a condition around the wait, or a way out before it, says so.</summary>
    public static bool IsAwaitedBy(Wait wait)
    {
        var task = wait.For.Syntax.ToString();
        return Conditions(wait.Place.Syntax).Any(known => IsOver(task, known.Condition, known.Holds));
    }

    /// <summary>The conditions that are known to hold at a place, or not to.</summary>
    private static IEnumerable<(ExpressionSyntax Condition, bool Holds)> Conditions(SyntaxNode place)
    {
        foreach (var node in place.AncestorsInFunction())
        {
            if (node is IfStatementSyntax choice && !choice.Condition.Span.Contains(place.Span))
                yield return (choice.Condition, choice.Statement.Span.Contains(place.Span));

            if (node is BlockSyntax block)
                foreach (var before in block.Statements.TakeWhile(statement => statement.Span.End <= place.SpanStart))
                    if (before is IfStatementSyntax { Else: null } way && Leaves(way.Statement))
                        yield return (way.Condition, false);
        }
    }

    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax => true,
        BlockSyntax { Statements: { Count: > 0 } statements } => Leaves(statements.Last()),
        _ => false,
    };

    private static bool IsOver(string task, ExpressionSyntax condition, bool holds) => condition switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => IsOver(task, inner, holds),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var inner } => IsOver(task, inner, !holds),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => holds && (IsOver(task, both.Left, holds) || IsOver(task, both.Right, holds)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => !holds && (IsOver(task, either.Left, holds) || IsOver(task, either.Right, holds)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } same => holds && IsOneSide(task, same),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } different => !holds && IsOneSide(task, different),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled" } state => holds && state.Expression.ToString() == task,
        _ => false,
    };

    private static bool IsOneSide(string task, BinaryExpressionSyntax comparison) => comparison.Left.ToString() == task || comparison.Right.ToString() == task;
}
