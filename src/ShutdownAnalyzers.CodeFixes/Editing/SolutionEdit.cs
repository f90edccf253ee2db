using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.ProjectFiles;

namespace ShutdownAnalyzers.Editing;

/// <summary>A place in the code that stays findable while edits are made around it.</summary>
internal readonly record struct Place(DocumentId Document, int Position);

/// <summary>Text changes in the documents of one solution, under the title that the user sees.</summary>
internal sealed class SolutionEdit
{
    private readonly ImmutableDictionary<DocumentId, ImmutableArray<TextChange>> _changes;

    private readonly (ProjectId Project, string Name)? _package;

    private SolutionEdit(string title, ImmutableDictionary<DocumentId, ImmutableArray<TextChange>> changes, (ProjectId, string)? package = null)
    {
        Title = title;
        _changes = changes;
        _package = package;
    }

    public string Title { get; }

    /// <summary>Null if a change falls into a file that nobody edits by hand.</summary>
    public static SolutionEdit? Of(Solution solution, string title, IEnumerable<(SyntaxTree Tree, TextChange Change)> changes)
    {
        var byDocument = ImmutableDictionary.CreateBuilder<DocumentId, ImmutableArray<TextChange>>();
        foreach (var file in changes.GroupBy(static change => change.Tree, static change => change.Change))
        {
            if (solution.GetDocument(file.Key) is not { } document || document is SourceGeneratedDocument || IsMadeByATool(document.Name))
                return null;

            byDocument.Add(document.Id, [.. file.OrderBy(static change => change.Span.Start)]);
        }

        return new(title, byDocument.ToImmutable());
    }

    /// <summary>The same edit, which also lets the project reference a package of ours that its new code needs. The title says so if it does not reference it yet.</summary>
    public SolutionEdit WithPackage(Project project, Compilation compilation, string package)
    {
        var isReferenced = compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == package);
        return isReferenced ? this : new($"{Title} and add the package {package} (restore afterwards)", _changes, (project.Id, package));
    }

    /// <summary>Whether the package that the edit needs can be added.</summary>
    public async Task<bool> CanBeAppliedToAsync(Solution solution, CancellationToken cancellation) =>
        _package is not { } package
        || await solution.GetProject(package.Project)!.WithPackageAsync(package.Name, cancellation).ConfigureAwait(false) is not null;

    public async Task<Solution> ApplyToAsync(Solution solution, CancellationToken cancellation)
    {
        foreach (var file in _changes)
        {
            var text = await solution.GetDocument(file.Key)!.GetTextAsync(cancellation).ConfigureAwait(false);
            solution = solution.WithDocumentText(file.Key, text.WithChanges(file.Value));
        }

        return _package is { } package && await solution.GetProject(package.Project)!.WithPackageAsync(package.Name, cancellation).ConfigureAwait(false) is { } added
            ? await added.WithSameTextInAllCopiesAsync(solution, cancellation).ConfigureAwait(false)
            : solution;
    }

    /// <summary>Where the place is once the changes are made.</summary>
    public Place Move(Place place) => _changes.TryGetValue(place.Document, out var changes)
        ? place with { Position = place.Position + changes.Where(change => change.Span.End <= place.Position).Sum(static change => change.NewText!.Length - change.Span.Length) }
        : place;

    private static bool IsMadeByATool(string fileName) =>
        fileName.EndsWith(".Designer.cs", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);
}
