using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Editing;

/// <summary>Lets a value receive a call where it is made.</summary>
internal static class Values
{
    /// <summary>
    /// As the next statement; null where there is no place for one. A value that is used in the middle of an expression, or kept
    /// as a type that can't receive the call, gets a variable of its own, of the given name.
    /// </summary>
    public static TextChange[]? CallNext(this SemanticModel model, ExpressionSyntax made, string name, string call, Func<ITypeSymbol, bool> isReceiver, CancellationToken cancel) =>
        Holder(made) is { } holder && model.GetTypeInfo(holder.Value, cancel).ConvertedType is { } type && isReceiver(type)
            ? [Statements.After(holder.Statement, $"{holder.Name}.{call};")]
            : Extract(made, made.ToString(), name, call, static variable => variable);

    /// <summary>
    /// Gives a value a variable of its own, which receives the call and is then used where the value was made.
    /// The maker is what makes the value from now on.
    /// </summary>
    public static TextChange[]? Extract(ExpressionSyntax made, string maker, string name, string call, Func<string, string> use)
    {
        if (StatementOf(made) is not { } statement)
            return null;

        var variable = made.SyntaxTree.FreeName(name);
        return
        [
            Statements.Before(statement, $"var {variable} = {maker};", $"{variable}.{call};"),
            new(made.Span, use(variable)),
        ];
    }

    /// <summary>As the statement before the one that uses the value; null where there is no place for one.</summary>
    public static TextChange[]? CallBeforeUse(ExpressionSyntax value, string name, string call)
    {
        if (value is not (IdentifierNameSyntax or MemberAccessExpressionSyntax))
            return Extract(value, value.ToString(), name, call, static variable => variable);

        return StatementOf(value) is { } statement ? [Statements.Before(statement, $"{value}.{call};")] : null;
    }

    /// <summary>As a link of the chain of calls that follows; on a line of its own if they are.</summary>
    public static TextChange CallInChain(ExpressionSyntax made, string call)
    {
        var layout = Layout.Around(made);
        var end = made.Span.End;
        var separator = made.Parent is MemberAccessExpressionSyntax { OperatorToken.SpanStart: var dot } && layout.StartsLine(dot)
            ? layout.NewLineAt(end) + layout.IndentAt(dot)
            : "";
        return new(new(end, 0), $"{separator}.{call}");
    }

    /// <summary>A name that the file does not use yet.</summary>
    public static string FreeName(this SyntaxTree tree, string name)
    {
        var taken = new HashSet<string>(tree.GetRoot().DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText));
        return taken.Contains(name) ? Enumerable.Range(2, taken.Count + 1).Select(number => $"{name}{number}").First(numbered => !taken.Contains(numbered)) : name;
    }

    /// <summary>The variable, field or property that a statement puts the value in.</summary>
    private static (StatementSyntax Statement, string Name, ExpressionSyntax Value)? Holder(ExpressionSyntax made) => StatementOf(made) switch
    {
        LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } statement when variables[0].Initializer is { } initializer =>
            (statement, variables[0].Identifier.Text, initializer.Value),
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax or MemberAccessExpressionSyntax } assignment } statement
            when assignment.Right.Span.Contains(made.Span) => (statement, assignment.Left.ToString(), assignment.Right),
        _ => null,
    };

    /// <summary>The statement of a list that evaluates the expression once.</summary>
    private static StatementSyntax? StatementOf(ExpressionSyntax made)
    {
        foreach (var ancestor in made.Ancestors())
        {
            if (ancestor is AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax)
                return null;

            if (ancestor is StatementSyntax statement)
                return statement.IsInList() ? statement : null;
        }

        return null;
    }
}
