using System.Text.Json;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>The log that the compiler writes of all it reports, in SARIF 2.1.</summary>
internal static class Sarif
{
    /// <returns>What our rules report, in order of file and place: <c>SHUT102 warning Program.cs(12,5) message</c>.</returns>
    public static IReadOnlyList<string> Findings(string log, string folder)
    {
        using var sarif = JsonDocument.Parse(File.ReadAllText(log));
        return [.. sarif.RootElement.GetProperty("runs").EnumerateArray()
            .SelectMany(static run => run.GetProperty("results").EnumerateArray())
            .Where(static result => IsOurs(result) && !result.TryGetProperty("suppressions", out _))
            .Select(result => Read(result, folder))
            .OrderBy(static finding => finding.File, StringComparer.Ordinal).ThenBy(static finding => finding.Line).ThenBy(static finding => finding.Column).ThenBy(static finding => finding.Rule, StringComparer.Ordinal)
            .Select(static finding => $"{finding.Rule} {finding.Level} {finding.File}({finding.Line},{finding.Column}) {finding.Message}")];
    }

    private static bool IsOurs(JsonElement result) => result.GetProperty("ruleId").GetString()!.StartsWith("SHUT", StringComparison.Ordinal);

    private static (string File, int Line, int Column, string Rule, string Level, string Message) Read(JsonElement result, string folder)
    {
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        var file = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
        var start = place.GetProperty("region");
        return (
            Path.GetRelativePath(folder, file),
            start.GetProperty("startLine").GetInt32(),
            start.GetProperty("startColumn").GetInt32(),
            result.GetProperty("ruleId").GetString()!,
            result.GetProperty("level").GetString()!,
            result.GetProperty("message").GetProperty("text").GetString()!);
    }
}
