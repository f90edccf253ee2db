using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>What the container gives a hosted service or a hub, by its primary constructor.</summary>
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

    /// <summary>Takes away the parameter that nothing reads any more once this use of it is gone. Nothing if there is none.</summary>
    public static TextChange[] Without(ExpressionSyntax? use, SyntaxNode place, SemanticModel model, CancellationToken cancel) =>
        use is not null && TypeAround(place, model, cancel) is { } type && OnlyUsedBy(use, type) is { } unread ? [Removal(unread, type.ParameterList!)] : [];

    private static TextChange? Parameter(string parameter, SyntaxNode place, ExpressionSyntax? use, SemanticModel model, CancellationToken cancel)
    {
        if (TypeAround(place, model, cancel) is not { } type)
            return null;

        if (use is not null && OnlyUsedBy(use, type) is { } replaced)
            return new(replaced.Span, parameter);

        if (type.ParameterList is { } given)
            return new(new(given.CloseParenToken.SpanStart, 0), given.Parameters.Count > 0 ? $", {parameter}" : parameter);

        var canHaveOne = !type.Members.Any(SyntaxKind.ConstructorDeclaration) && !type.Modifiers.Any(SyntaxKind.PartialKeyword)
            && type.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 };
        return canHaveOne ? new(new((type.TypeParameterList?.Span ?? type.Identifier.Span).End, 0), $"({parameter})") : null;
    }

    /// <summary>The type whose instances only the container makes, if the place is code of such an instance.</summary>
    private static ClassDeclarationSyntax? TypeAround(SyntaxNode place, SemanticModel model, CancellationToken cancel) =>
        place.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } type
        && IsMadeByTheContainer(model.GetDeclaredSymbol(type, cancel), FrameworkTypes.Of(model.Compilation))
        && !place.Ancestors().TakeWhile(ancestor => ancestor != type).Any(InScope.IsStatic)
        && model.Compilation.Search([type.Identifier.ValueText]).All(IsNoCreation)
            ? type
            : null;

    private static bool IsMadeByTheContainer(INamedTypeSymbol? type, FrameworkTypes types) => type.IsA(types.IHostedService) || type.IsA(types.Hub);

    private static TextChange Removal(ParameterSyntax parameter, ParameterListSyntax list)
    {
        var index = list.Parameters.IndexOf(parameter);
        if (index > 0)
            return new(TextSpan.FromBounds(list.Parameters[index - 1].Span.End, parameter.Span.End), "");

        return new(list.Parameters.Count > 1 ? TextSpan.FromBounds(parameter.SpanStart, list.Parameters[1].SpanStart) : parameter.Span, "");
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
