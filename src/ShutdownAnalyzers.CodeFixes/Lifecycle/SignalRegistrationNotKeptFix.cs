using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT102: keeps the registration with <c>using var</c> where the program lives, elsewhere in a field of the class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SignalRegistrationNotKeptFix)), Shared]
public sealed class SignalRegistrationNotKeptFix() : EditFix("SHUT102")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        // One variable cannot keep what a loop registers.
        if (faulty.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } create || create.Ancestors().Any(IsLoop))
            return null;

        var (title, changes) = EntryPoint.HasStatement(create.FirstAncestorOrSelf<StatementSyntax>(), faulty.Model.Compilation, faulty.Cancel)
            ? ("Keep the registration with 'using var'", WithUsing(create))
            : ("Keep the registration in a field", InField(create, faulty));
        return changes is null ? null : SolutionEdit.Of(faulty.Project.Solution, title, changes.Select(change => (create.SyntaxTree, change)));
    }

    private static IReadOnlyList<TextChange>? WithUsing(InvocationExpressionSyntax create) => create.FirstAncestorOrSelf<StatementSyntax>() switch
    {
        LocalDeclarationStatementSyntax { Declaration: { Variables.Count: 1 } local } when local.Variables[0].Initializer?.Value == create && !Functions.IsAssigned(local.Variables[0].Identifier.ValueText, create.SyntaxTree) => [new(new(local.SpanStart, 0), "using ")],
        ExpressionStatementSyntax { Expression: var expression } when IsDiscarded(create) && (expression == create || expression == create.Parent) =>
            [new(TextSpan.FromBounds(expression.SpanStart, create.SpanStart), $"using var {create.SyntaxTree.FreeName("on" + NameOf(create))} = ")],
        _ => null,
    };

    private static IReadOnlyList<TextChange>? InField(InvocationExpressionSyntax create, Faulty faulty)
    {
        if (create.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: ClassDeclarationSyntax type } member || CannotReachField(create, member))
            return null;

        var field = create.SyntaxTree.FreeName("_" + NameOf(create).ToLowerInvariant());
        if (PutIn(field, create) is not { } assignment)
            return null;

        var modifiers = member.Modifiers.Any(SyntaxKind.StaticKeyword) ? "private static" : "private";
        var nullable = faulty.Model.GetNullableContext(create.SpanStart).AnnotationsEnabled() ? "?" : "";
        var declaration = $"{modifiers} {((MemberAccessExpressionSyntax)create.Expression).Expression}{nullable} {field};";
        return [TypeEdit.AddField(type, declaration, Layout.Of(type)), assignment];
    }

    private static TextChange? PutIn(string field, InvocationExpressionSyntax create)
    {
        if (create.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { Declaration.Variables: { Count: 1 } variables } statement && variables[0].Initializer?.Value == create)
            return Statements.After(statement, $"{field} = {variables[0].Identifier.Text};");

        return IsDiscarded(create) ? new(TextSpan.FromBounds(create.Parent is AssignmentExpressionSyntax discard ? discard.SpanStart : create.SpanStart, create.SpanStart), $"{field} = ") : null;
    }

    private static bool IsDiscarded(InvocationExpressionSyntax create) => create.Parent switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } => true,
        ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax => true,
        _ => false,
    };

    private static bool CannotReachField(SyntaxNode create, MemberDeclarationSyntax member) =>
        member is not BaseMethodDeclarationSyntax
        || create.Ancestors().TakeWhile(node => node != member).Any(static function => function switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.StaticKeyword),
            _ => false,
        });

    private static bool IsLoop(SyntaxNode node) => node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    /// <summary>Sigterm, after the signal.</summary>
    private static string NameOf(InvocationExpressionSyntax create)
    {
        var signal = SignalRegistrations.SignalOf(create);
        return signal.StartsWith("SIG", StringComparison.Ordinal) ? "S" + signal.Substring(1).ToLowerInvariant() : "Signal";
    }
}
