using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Editing;

/// <summary>Puts a statement first in a body, and leaves every other character as it is. A statement is given line by line.</summary>
internal static class BodyEdit
{
    /// <summary>Null if the method has no body that can take a statement.</summary>
    public static TextChange? PutFirst(MethodDeclarationSyntax method, string[] statement, Layout layout) => method switch
    {
        { Body: { } block } => PutInto(block, Guards(block).LastOrDefault(), statement, layout),
        { ExpressionBody: { Expression: not ThrowExpressionSyntax and var only } } => MakeBlock(method, [.. statement, ReturnsItsExpression(method) ? $"return {only};" : $"{only};"], layout),
        _ => null,
    };

    /// <summary>The same in a lambda that returns nothing.</summary>
    public static TextChange PutFirst(LambdaExpressionSyntax lambda, string[] statement, Layout layout)
    {
        if (lambda.Block is { } block)
            return PutInto(block, null, statement, layout);

        var newLine = layout.NewLineAt(lambda.SpanStart);
        string[] body = [.. statement, $"{lambda.ExpressionBody};"];
        return new(
            TextSpan.FromBounds(lambda.ArrowToken.Span.End, lambda.Body.Span.End),
            newLine + Block(body, layout.IndentAt(lambda.SpanStart), layout.Step, newLine));
    }

    /// <summary>The same in the block or the lone statement that an <c>if</c> leads to.</summary>
    public static TextChange PutFirst(IfStatementSyntax condition, string[] statement, Layout layout)
    {
        if (condition.Statement is BlockSyntax block)
            return PutInto(block, null, statement, layout);

        var newLine = layout.NewLineAt(condition.SpanStart);
        var indent = layout.IndentAt(condition.SpanStart);
        string[] body = [.. statement, condition.Statement.ToString()];
        return new(
            TextSpan.FromBounds(condition.CloseParenToken.Span.End, condition.Statement.Span.End),
            newLine + Block(body, indent, layout.Step, newLine));
    }

    private static TextChange PutInto(BlockSyntax block, StatementSyntax? after, string[] statement, Layout layout)
    {
        if (layout.AreOnOneLine(block.SpanStart, block.Span.End))
            return new(new(block.OpenBraceToken.Span.End, 0), $" {OnOneLine(statement)}{(block.Statements.Count == 0 && block.OpenBraceToken.TrailingTrivia.Count == 0 ? " " : "")}");

        var previous = after?.GetLastToken() ?? block.OpenBraceToken;
        var newLine = layout.NewLineAt(previous.SpanStart);
        var indent = after is not null ? layout.IndentAt(after.SpanStart) : layout.IndentAt(block.CloseBraceToken.SpanStart) + layout.Step;
        var lines = string.Join(newLine, statement.Select(line => indent + line));
        return previous.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
            ? new(new(layout.SkipBlankLines(previous.FullSpan.End), 0), lines + newLine)
            : new(new(previous.Span.End, 0), newLine + lines);
    }

    /// <summary>A block of these statements instead of the expression that a method is; null if there is a comment at it.</summary>
    public static TextChange? MakeBlock(MethodDeclarationSyntax method, string[] body, Layout layout)
    {
        if (method.ExpressionBody is not { } arrow)
            return null;

        var start = arrow.ArrowToken.GetPreviousToken().Span.End;
        if (HasComment(method, start, arrow.Expression.SpanStart) || HasComment(method, arrow.Expression.Span.End, method.SemicolonToken.SpanStart))
            return null;

        var newLine = layout.NewLineAt(method.SpanStart);
        return new(
            TextSpan.FromBounds(start, method.SemicolonToken.Span.End),
            layout.IsFirstOnItsLine(method.GetFirstToken()) ? newLine + Block(body, layout.IndentAt(method.SpanStart), layout.Step, newLine) : $" {{ {OnOneLine(body)} }}");
    }

    public static string OnOneLine(IEnumerable<string> lines) => string.Join(" ", lines.Select(static line => line.Trim()));

    private static string Block(string[] statements, string indent, string step, string newLine) =>
        $"{indent}{{{newLine}{string.Concat(statements.Select(line => indent + step + line + newLine))}{indent}}}";

    private static bool HasComment(MethodDeclarationSyntax method, int start, int end) =>
        method.DescendantTrivia(TextSpan.FromBounds(start, end)).Any(trivia =>
            trivia.SpanStart >= start && trivia.Span.End <= end && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    // "async Task" and "void" bodies have statements only.
    private static bool ReturnsItsExpression(MethodDeclarationSyntax method) =>
        !method.Modifiers.Any(SyntaxKind.AsyncKeyword) && method.ReturnType is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    // What has been disposed already stays so: "if (_disposed) return;" keeps its place at the top.
    private static IEnumerable<StatementSyntax> Guards(BlockSyntax block) => block.Statements.TakeWhile(static statement =>
        statement is IfStatementSyntax { Else: null } guard
        && (guard.Statement is BlockSyntax { Statements.Count: 1 } body ? body.Statements[0] : guard.Statement) is ReturnStatementSyntax
        && guard.Condition.ToString().IndexOf("dispos", StringComparison.OrdinalIgnoreCase) >= 0);
}
