using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Editing;

/// <summary>Adds a member or an interface to a type, and leaves every other character as it is. A member is given line by line.</summary>
internal static class TypeEdit
{
    public static TextChange AddMember(TypeDeclarationSyntax type, string[] member, Layout layout)
    {
        var end = type.CloseBraceToken;
        if (!layout.IsFirstOnItsLine(end))
            return new(new(end.SpanStart, 0), string.Join(" ", member.Select(static line => line.Trim())) + " ");

        var newLine = layout.NewLineAt(type.OpenBraceToken.SpanStart);
        var lineStart = layout.LineStartOf(end.SpanStart);
        var indent = layout.IndentAt(end.SpanStart) + layout.Step;
        return new(new(lineStart, 0), (layout.IsBlankBefore(lineStart) ? "" : newLine) + string.Concat(member.Select(line => indent + line + newLine)));
    }

    /// <summary>Adds an interface of the namespace <c>System</c>, with the <c>using</c> it needs.</summary>
    public static IEnumerable<TextChange> AddSystemInterface(TypeDeclarationSyntax type, string name, SemanticModel model, Layout layout)
    {
        var isInScope = model.LookupNamespacesAndTypes(type.OpenBraceToken.SpanStart, name: name) is { Length: 1 } found
            && found[0].ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
        if (isInScope)
            return [AddBase(type, name)];

        return FirstUsing(type) is { } first
            ? [new(new(first.SpanStart, 0), "using System;" + layout.NewLineAt(first.SpanStart) + layout.IndentAt(first.SpanStart)), AddBase(type, name)]
            : [AddBase(type, "System." + name)];
    }

    private static TextChange AddBase(TypeDeclarationSyntax type, string name) => type.BaseList is { Types: var types }
        ? new(new(types.Last().Span.End, 0), ", " + name)
        : new(new((type.ParameterList ?? (SyntaxNode?)type.TypeParameterList)?.Span.End ?? type.Identifier.Span.End, 0), " : " + name);

    private static UsingDirectiveSyntax? FirstUsing(TypeDeclarationSyntax type) =>
        type.Ancestors().Select(static scope => scope switch
        {
            CompilationUnitSyntax unit => unit.Usings.FirstOrDefault(),
            BaseNamespaceDeclarationSyntax space => space.Usings.FirstOrDefault(),
            _ => null,
        }).FirstOrDefault(static first => first is { GlobalKeyword.RawKind: (int)SyntaxKind.None } && !first.GetLeadingTrivia().Any(static trivia => trivia.IsDirective));
}
