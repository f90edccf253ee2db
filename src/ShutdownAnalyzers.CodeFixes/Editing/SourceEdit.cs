using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Editing;

/// <summary>A change of one C# file, as text: what it does not touch stays as it is.</summary>
internal sealed class SourceEdit(SyntaxTree tree, IEnumerable<TextChange> changes)
{
    /// <summary>The changes, for an edit that is made up of several.</summary>
    public IEnumerable<(SyntaxTree Tree, TextChange Change)> Changes => changes.Select(change => (tree, change));

    /// <returns>null if the file is none of the project's, or is generated.</returns>
    public Solution? ApplyTo(Project project) =>
        project.GetDocument(tree) is { } document and not SourceGeneratedDocument
            ? project.Solution.WithDocumentText(document.Id, tree.GetText().WithChanges(changes))
            : null;
}
