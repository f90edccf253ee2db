using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Editing;

/// <summary>What may be done with the functions whose bodies a fix changes.</summary>
internal static class Functions
{
    public static bool IsAsync(MethodDeclarationSyntax method) => method.Modifiers.Any(SyntaxKind.AsyncKeyword);

    /// <summary>Whether an <c>await</c> may stand at a place.</summary>
    public static bool CanAwait(SyntaxNode place) =>
        place.Ancestors().FirstOrDefault(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or CompilationUnitSyntax) switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.AsyncKeyword),
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
            MethodDeclarationSyntax method => IsAsync(method),
            CompilationUnitSyntax => true,
            _ => false,
        };

    /// <summary>The declaration of a local function or private method that is named in one place only, so that both may be changed; null for any other.</summary>
    public static SyntaxNode? DeclarationOfHelper(IMethodSymbol method, CancellationToken cancel)
    {
        var declaration = method.DeclaringSyntaxReferences is { Length: 1 } declarations ? declarations[0].GetSyntax(cancel) : null;
        var scope = declaration switch
        {
            LocalFunctionStatementSyntax { Parent: GlobalStatementSyntax { Parent: var unit } } => unit,
            LocalFunctionStatementSyntax { Parent: var block } => block,
            MethodDeclarationSyntax { Parent: var type } when method is { DeclaredAccessibility: Accessibility.Private, ContainingType.DeclaringSyntaxReferences.Length: 1 } => type,
            _ => null,
        };

        // Once where it is declared, once where it is used.
        return scope?.DescendantTokens().Count(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == method.Name) == 2 ? declaration : null;
    }

    /// <summary>Whether anything in the file is assigned to a variable of this name, apart from its initializer.</summary>
    public static bool IsAssigned(string variable, SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && name == variable);

    /// <summary>Whether a lambda still fits its place when it returns nothing: it is converted to <c>Delegate</c>, or to a type that returns nothing.</summary>
    public static bool ReturnsWhatItLikes(LambdaExpressionSyntax lambda, SemanticModel model, CancellationToken cancel) =>
        model.GetTypeInfo(lambda, cancel).ConvertedType is INamedTypeSymbol type
        && (type.Is(FrameworkTypes.Of(model.Compilation).Delegate) || type.DelegateInvokeMethod is { ReturnsVoid: true });

    /// <summary>Takes the <c>async</c> from a lambda in which nothing is awaited any more.</summary>
    public static IEnumerable<TextChange> WithoutAsync(LambdaExpressionSyntax lambda) =>
        lambda.AsyncKeyword.RawKind is 0 ? [] : [new(TextSpan.FromBounds(lambda.AsyncKeyword.SpanStart, lambda.AsyncKeyword.GetNextToken().SpanStart), "")];

    /// <summary>Gives a method statements in place of the expression it returns.</summary>
    public static TextChange WithBlock(MethodDeclarationSyntax method, params string[] statements)
    {
        var layout = Layout.Around(method);
        var (indent, newLine) = (layout.IndentAt(method.SpanStart), layout.NewLineAt(method.SpanStart));
        return new(
            TextSpan.FromBounds(method.ExpressionBody!.ArrowToken.GetPreviousToken().Span.End, method.SemicolonToken.Span.End),
            $"{newLine}{indent}{{{newLine}{string.Concat(statements.Select(line => indent + layout.Step + line + newLine))}{indent}}}");
    }

    /// <summary>Whether a <c>return;</c> may stand at a place: the function around it returns nothing, or only a task.</summary>
    public static bool CanJustReturn(SyntaxNode place, SemanticModel model, CancellationToken cancel) =>
        model.GetEnclosingSymbol(place.SpanStart, cancel) is IMethodSymbol method
        && (method.ReturnsVoid || method is { IsAsync: true, ReturnType: INamedTypeSymbol { IsGenericType: false } });
}
