using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Lets the container give a hosted service one thing more: by its primary constructor.</summary>
internal static class Injection
{
    /// <summary>
    /// A parameter of a type, put where a place in the service can use it. If the place uses another one no more, and nothing
    /// else does, it takes that one's place. Null where code of the project makes the service or writes its constructor out, and in static code.
    /// </summary>
    public static Reached? Of(string type, string typesNamespace, string name, SyntaxNode place, ExpressionSyntax? use, SemanticModel model, CancellationToken cancel)
    {
        name = place.SyntaxTree.FreeName(name);
        return Parameter($"{type} {name}", place, use, model, cancel) is { } parameter ? new(name, [typesNamespace], parameter) : null;
    }

    private static TextChange? Parameter(string parameter, SyntaxNode place, ExpressionSyntax? use, SemanticModel model, CancellationToken cancel)
    {
        if (place.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } type
            || !model.GetDeclaredSymbol(type, cancel).IsA(FrameworkTypes.Of(model.Compilation).IHostedService)
            || place.Ancestors().TakeWhile(ancestor => ancestor != type).Any(InScope.IsStatic)
            || !model.Compilation.Search([type.Identifier.ValueText]).All(IsNoCreation))
            return null;

        if (use is not null && OnlyUsedBy(use, type) is { } replaced)
            return new(replaced.Span, parameter);

        if (type.ParameterList is { } given)
            return new(new(given.CloseParenToken.SpanStart, 0), given.Parameters.Count > 0 ? $", {parameter}" : parameter);

        var canHaveOne = !type.Members.Any(SyntaxKind.ConstructorDeclaration) && !type.Modifiers.Any(SyntaxKind.PartialKeyword)
            && type.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 };
        return canHaveOne ? new(new((type.TypeParameterList?.Span ?? type.Identifier.Span).End, 0), $"({parameter})") : null;
    }

    private static ParameterSyntax? OnlyUsedBy(ExpressionSyntax use, ClassDeclarationSyntax type)
    {
        var name = use.ToString();
        var isOnly = type.DescendantTokens().Count(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name) == 2;
        return isOnly ? type.ParameterList?.Parameters.FirstOrDefault(parameter => parameter.Identifier.ValueText == name) : null;
    }

    /// <summary>Its own declaration, or a type argument: <c>AddHostedService&lt;Worker&gt;()</c>.</summary>
    private static bool IsNoCreation(Mention name) => name.Node is ClassDeclarationSyntax || name.Node.Parent is TypeArgumentListSyntax;
}
