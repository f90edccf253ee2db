using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment;

/// <summary>What mends a finding, and the file to mend.</summary>
internal sealed record FileRepair(string File, string Title, ImmutableArray<TextChange> Changes)
{
    /// <returns>null for a finding that takes more than text, or that stands in the file itself.</returns>
    public static FileRepair? From(Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.FirstOrDefault() is { } place && Repair.From(diagnostic) is { } repair
            ? new(place.GetLineSpan().Path, repair.Title, repair.Changes)
            : null;
}

internal static class FileRepairs
{
    /// <summary>Makes the repairs, each on the text that its rule has read. Of two that change the same place, the first is made.</summary>
    public static async Task<Solution> WithRepairsAsync(this Solution solution, IEnumerable<FileRepair> repairs, CancellationToken cancel)
    {
        foreach (var file in repairs.GroupBy(static repair => repair.File, StringComparer.Ordinal))
        {
            // A file that belongs to several projects is a document of each.
            var copies = solution.Projects.SelectMany(static project => project.AdditionalDocuments).Where(document => document.FilePath == file.Key).ToList();
            if (copies.Count == 0)
                continue;

            var text = await copies[0].GetTextAsync(cancel).ConfigureAwait(false);
            var repaired = text.WithChanges(Apart(file));
            solution = copies.Aggregate(solution, (changed, copy) => changed.WithAdditionalDocumentText(copy.Id, repaired));
        }

        return solution;
    }

    private static IEnumerable<TextChange> Apart(IEnumerable<FileRepair> repairs)
    {
        var made = new List<TextChange>();
        foreach (var repair in repairs)
        {
            var changes = repair.Changes.Except(made).ToList();
            if (!changes.Any(change => made.Any(other => change.Span == other.Span || change.Span.OverlapsWith(other.Span))))
                made.AddRange(changes);
        }

        return made.OrderBy(static change => change.Span.Start);
    }
}
