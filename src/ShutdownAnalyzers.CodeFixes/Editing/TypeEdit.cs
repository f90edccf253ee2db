using Microsoft.CodeAnalysis;
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

    /// <summary>Adds a field before all that the type has.</summary>
    public static TextChange AddField(TypeDeclarationSyntax type, string field, Layout layout)
    {
        var start = type.OpenBraceToken;
        if (layout.AreOnOneLine(start.SpanStart, type.CloseBraceToken.SpanStart))
            return new(new(start.Span.End, 0), $" {field}");

        var gap = type.Members.FirstOrDefault() is null or FieldDeclarationSyntax ? "" : layout.NewLineAt(start.SpanStart);
        return new(new(start.Span.End, 0), layout.NewLineAt(start.SpanStart) + layout.IndentAt(type.CloseBraceToken.SpanStart) + layout.Step + field + gap);
    }

    /// <summary>Adds an interface of the namespace <c>System</c>, with the <c>using</c> it needs.</summary>
    public static IEnumerable<TextChange> AddSystemInterface(TypeDeclarationSyntax type, string name, SemanticModel model, CancellationToken cancellation) =>
        [.. model.Import(type.OpenBraceToken.SpanStart, ["System"], cancellation), AddBase(type, name)];

    private static TextChange AddBase(TypeDeclarationSyntax type, string name) => type.BaseList is { Types: var types }
        ? new(new(types.Last().Span.End, 0), ", " + name)
        : new(new((type.ParameterList ?? (SyntaxNode?)type.TypeParameterList)?.Span.End ?? type.Identifier.Span.End, 0), " : " + name);
}
