using System.Text.Json;

namespace ShutdownAnalyzers.Load;

/// <summary>The file in which the sample shop stores its orders, one JSON object a line.</summary>
public static class OrderJournal
{
    /// <returns>The id of every stored order, as often as it is stored.</returns>
    public static IReadOnlyList<Guid> Read(string path) =>
        [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetGuid())];
}
