using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShutdownAnalyzers.Editing;

/// <summary>
/// Fixes one diagnostic after the other, each on what the one before has left. Fixes that meet in one place (two timers disposed
/// by one new method) would conflict if each were made on the original, as the batch fixer does.
/// </summary>
/// <param name="edit">What mends a place in the way that the user chose, by its equivalence key.</param>
internal sealed class OneByOneFixAll(Func<Solution, Place, string?, CancellationToken, Task<SolutionEdit?>> edit) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var places = await PlacesAsync(context).ConfigureAwait(false);
        return places.Count == 0
            ? null
            : CodeAction.Create($"Fix every {string.Join(", ", context.DiagnosticIds)}", cancellation => FixAsync(context.Solution, places, context.CodeActionEquivalenceKey, cancellation), context.CodeActionEquivalenceKey);
    }

    private async Task<Solution> FixAsync(Solution solution, List<Place> places, string? way, CancellationToken cancellation)
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (await edit(solution, places[i], way, cancellation).ConfigureAwait(false) is not { } change)
                continue;

            solution = await change.ApplyToAsync(solution, cancellation).ConfigureAwait(false);
            for (var later = i + 1; later < places.Count; later++)
                places[later] = change.Move(places[later]);
        }

        return solution;
    }

    // In the order in which a user would fix them. A file of a project with several target frameworks is a document of each: it is edited once.
    private static async Task<List<Place>> PlacesAsync(FixAllContext context)
    {
        var places = from diagnostic in await context.DiagnosticsInScopeAsync().ConfigureAwait(false)
                     let document = context.Solution.GetDocument(diagnostic.Location.SourceTree)
                     where document is not null
                     group new Place(document.Id, diagnostic.Location.SourceSpan.Start)
                         by (File: document.FilePath ?? document.Name, diagnostic.Location.SourceSpan.Start) into copies
                     orderby copies.Key.Start
                     select (copies.Key.File, Place: copies.First());
        return [.. places.OrderBy(static place => place.File, StringComparer.Ordinal).Select(static place => place.Place)];
    }
}
