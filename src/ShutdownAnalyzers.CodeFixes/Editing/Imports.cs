using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Editing;

/// <summary>Adds <c>using</c> directives, each where it belongs among those there are.</summary>
internal static class Imports
{
    /// <summary>Brings in those of the namespaces that code at the position does not see: neither by the file nor by a global directive.</summary>
    public static IEnumerable<TextChange> Import(this SemanticModel model, int position, IEnumerable<string> namespaces, CancellationToken cancel)
    {
        var root = (CompilationUnitSyntax)model.SyntaxTree.GetRoot(cancel);
        var layout = new Layout(root.SyntaxTree.GetText(cancel));
        // One whose package is not restored yet is there in the text only.
        var missing = namespaces.Where(name => !root.Usings.Any(import => import.Name?.ToString() == name) && !Sees(model, position, name, cancel)).ToList();
        var present = root.Usings.Where(static import => import is { Alias: null, StaticKeyword.RawKind: 0, GlobalKeyword.RawKind: 0 }).ToList();
        if (present.Count > 0)
            return missing.Select(name => Among(present, name, layout));

        return missing.Count > 0 ? [First(root, missing, layout)] : [];
    }

    private static bool Sees(SemanticModel model, int position, string name, CancellationToken cancel) =>
        model.GetImportScopes(position, cancel).SelectMany(static scope => scope.Imports).Any(import => import.NamespaceOrType.ToDisplayString() == name)
        || $"{model.GetEnclosingSymbol(position, cancel)?.ContainingNamespace?.ToDisplayString()}.".StartsWith(name + ".", StringComparison.Ordinal);

    private static TextChange Among(List<UsingDirectiveSyntax> present, string name, Layout layout)
    {
        if (present.FirstOrDefault(import => ComesBefore(name, import.Name!.ToString())) is { } next)
            return new(new(next.SpanStart, 0), $"using {name};{layout.NewLineAt(next.SpanStart)}{layout.IndentAt(next.SpanStart)}");

        var last = present[present.Count - 1];
        return new(new(last.Span.End, 0), $"{layout.NewLineAt(last.SpanStart)}{layout.IndentAt(last.SpanStart)}using {name};");
    }

    private static TextChange First(CompilationUnitSyntax root, List<string> names, Layout layout)
    {
        var lines = names.Select(static name => $"using {name};");
        SyntaxNode? previous = root.Usings.LastOrDefault() ?? (SyntaxNode?)root.Externs.LastOrDefault();
        if (previous is not null)
            return new(new(previous.Span.End, 0), string.Concat(lines.Select(line => layout.NewLineAt(previous.SpanStart) + line)));

        var start = StartOfCode(root.GetFirstToken());
        var newLine = layout.NewLineAt(start);
        return new(new(start, 0), string.Concat(lines.Select(line => line + newLine)) + newLine);
    }

    /// <summary>Behind the header of the file, but before the documentation of its first type.</summary>
    private static int StartOfCode(SyntaxToken first)
    {
        var documentation = first.LeadingTrivia.FirstOrDefault(static trivia =>
            trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia));
        return documentation == default ? first.SpanStart : documentation.FullSpan.Start;
    }

    private static bool ComesBefore(string name, string other) =>
        IsSystem(name) == IsSystem(other) ? string.CompareOrdinal(name, other) < 0 : IsSystem(name);

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
