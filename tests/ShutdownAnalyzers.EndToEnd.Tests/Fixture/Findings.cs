using System.Text.RegularExpressions;

namespace ShutdownAnalyzers.EndToEnd.Fixture;

/// <summary>What the rules say in the output of a build.</summary>
internal static partial class Findings
{
    /// <returns>Each finding once, as <c>Program.cs(6,5): SHUT101</c>, in order.</returns>
    public static IReadOnlyList<string> In(IEnumerable<string> output) =>
        [.. output.Select(static line => Finding().Match(line))
            .Where(static match => match.Success)
            .Select(static match => $"{Path.GetFileName(match.Groups["file"].Value)}{match.Groups["at"].Value}: {match.Groups["id"].Value}")
            .Distinct()
            .Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^\s*(?<file>.*?)(?<at>\(\d+,\d+\)): (warning|error) (?<id>SHUT\d{3}):")]
    private static partial Regex Finding();
}
