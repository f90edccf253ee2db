using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Editing;

/// <summary>Lets a method that returns a <c>Task</c> await something: it becomes <c>async</c>, and what it returned is awaited instead.</summary>
internal static class AsyncEdit
{
    /// <summary>Puts an awaiting statement first in the method. Null if the method can't be made async.</summary>
    public static IReadOnlyList<TextChange>? AwaitFirst(MethodDeclarationSyntax method, string[] statement, Layout layout)
    {
        if (IsAsync(method))
            return BodyEdit.PutFirst(method, statement, layout) is { } first ? [first] : null;

        if (!CanBecomeAsync(method))
            return null;

        if (method.ExpressionBody is { Expression: var task })
            return BodyEdit.MakeBlock(method, IsFinished(task) ? statement : [.. statement, $"{Awaited(task)};"], layout) is { } block ? [Modifier(method), block] : null;

        if (BodyEdit.PutFirst(method, statement, layout) is not { } put)
            return null;

        // The last return goes. Where nothing stands before it, the new statement takes its place.
        var returns = Returns(method, layout).ToList();
        var replaced = returns.FindIndex(change => change.NewText!.Length == 0 && change.Span.IntersectsWith(put.Span.Start));
        if (replaced < 0)
            return [Modifier(method), put, .. returns];

        var last = method.Body!.Statements.Last();
        returns[replaced] = new(last.Span, string.Join(layout.NewLineAt(last.SpanStart) + layout.IndentAt(last.SpanStart), layout.StartsLine(last.SpanStart) ? statement : [BodyEdit.OnOneLine(statement)]));
        return [Modifier(method), .. returns];
    }

    /// <summary>Replaces a statement of the method by an awaiting one. Null if the method can't be made async, or can't await there.</summary>
    public static IReadOnlyList<TextChange>? AwaitInstead(MethodDeclarationSyntax method, StatementSyntax replaced, string[] statement, Layout layout)
    {
        if (IsInLock(replaced))
            return null;

        var indent = layout.NewLineAt(replaced.SpanStart) + layout.IndentAt(replaced.SpanStart);
        var change = new TextChange(replaced.Span, layout.StartsLine(replaced.SpanStart) ? string.Join(indent, statement) : BodyEdit.OnOneLine(statement));
        if (IsAsync(method))
            return [change];

        return CanBecomeAsync(method) && method.Body is not null ? [Modifier(method), change, .. Returns(method, layout)] : null;
    }

    private static bool IsAsync(MethodDeclarationSyntax method) => method.Modifiers.Any(SyntaxKind.AsyncKeyword);

    private static bool CanBecomeAsync(MethodDeclarationSyntax method) =>
        method.ReturnType is IdentifierNameSyntax { Identifier.ValueText: "Task" } or QualifiedNameSyntax { Right: IdentifierNameSyntax { Identifier.ValueText: "Task" } }
        && method.ParameterList.Parameters.All(static parameter => !parameter.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword))
        && (method.ExpressionBody is { Expression: not ThrowExpressionSyntax } || method.Body is { } body && !body.DescendantNodes().Any(static node => node is ReturnStatementSyntax && IsInLock(node)));

    private static bool IsInLock(SyntaxNode node) => node.Ancestors().Any(static ancestor => ancestor is LockStatementSyntax);

    private static TextChange Modifier(MethodDeclarationSyntax method) => new(new(method.ReturnType.SpanStart, 0), "async ");

    private static IEnumerable<TextChange> Returns(MethodDeclarationSyntax method, Layout layout)
    {
        var last = method.Body!.Statements.LastOrDefault();
        foreach (var node in method.Body.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            if (node is ReturnStatementSyntax { Expression: { } task } returned)
                yield return Return(returned, task, returned == last, layout);
    }

    private static TextChange Return(ReturnStatementSyntax returned, ExpressionSyntax task, bool isLast, Layout layout)
    {
        if (IsFinished(task))
            return isLast ? Removal(returned, layout) : new(returned.Span, "return;");

        if (isLast)
            return new(returned.Span, $"{Awaited(task)};");

        return new(returned.Span, returned.Parent is BlockSyntax ? $"{Awaited(task)}; return;" : $"{{ {Awaited(task)}; return; }}");
    }

    /// <summary>With the blank lines before it, but not with comments.</summary>
    private static TextChange Removal(ReturnStatementSyntax returned, Layout layout)
    {
        var end = returned.Span.End;
        if (!layout.StartsLine(returned.SpanStart))
            return new(TextSpan.FromBounds(returned.GetFirstToken().GetPreviousToken().Span.End, end), "");

        var isCommented = returned.GetLeadingTrivia().Any(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var previous = isCommented ? layout.LineStartOf(returned.SpanStart) - 1 : returned.GetFirstToken().GetPreviousToken().Span.End;
        return new(TextSpan.FromBounds(layout.LineEndOf(previous), end), "");
    }

    private static bool IsFinished(ExpressionSyntax task) => task is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" };

    private static string Awaited(ExpressionSyntax task) =>
        task is InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ParenthesizedExpressionSyntax ? $"await {task}" : $"await ({task})";
}
