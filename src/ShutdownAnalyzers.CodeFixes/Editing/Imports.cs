using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Editing;

/// <summary>Adds <c>using</c> directives where neither the file nor a global one brings the namespace in.</summary>
internal static class Imports
{
    /// <returns>null if code at the position sees the namespace already.</returns>
    public static TextChange? Import(this SemanticModel model, int position, string name, CancellationToken cancel)
    {
        if (Sees(model, position, name, cancel))
            return null;

        var root = (CompilationUnitSyntax)model.SyntaxTree.GetRoot(cancel);
        var layout = new Layout(root.SyntaxTree.GetText(cancel));
        var line = $"using {name};";
        var plain = root.Usings.Where(static import => import is { Alias: null, StaticKeyword.RawKind: 0, GlobalKeyword.RawKind: 0 }).ToList();
        if (plain.FirstOrDefault(import => ComesBefore(name, import.Name!.ToString())) is { } next)
            return new(new(next.SpanStart, 0), line + layout.NewLineAt(next.SpanStart));

        if (plain.Count > 0)
            return AfterLine(layout, plain[plain.Count - 1], line);

        if (root.Externs.Count > 0)
            return AfterLine(layout, root.Externs.Last(), line);

        var start = root.GetFirstToken().SpanStart;
        var newLine = layout.NewLineAt(start);
        return new(new(start, 0), line + newLine + (root.Usings.Count > 0 ? "" : newLine));
    }

    private static bool Sees(SemanticModel model, int position, string name, CancellationToken cancel) =>
        model.GetImportScopes(position, cancel).SelectMany(static scope => scope.Imports).Any(import => import.NamespaceOrType.ToDisplayString() == name)
        || $"{model.GetEnclosingSymbol(position, cancel)?.ContainingNamespace?.ToDisplayString()}.".StartsWith(name + ".", StringComparison.Ordinal);

    private static TextChange AfterLine(Layout layout, SyntaxNode directive, string line) =>
        new(new(directive.Span.End, 0), layout.NewLineAt(directive.SpanStart) + line);

    private static bool ComesBefore(string name, string other) =>
        IsSystem(name) == IsSystem(other) ? string.CompareOrdinal(name, other) < 0 : IsSystem(name);

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
