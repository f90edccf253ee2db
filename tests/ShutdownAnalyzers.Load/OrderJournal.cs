using System.Text.Json;

namespace ShutdownAnalyzers.Load;

/// <summary>The file in which the sample shop stores its orders, one JSON object a line.</summary>
public static class OrderJournal
{
    /// <returns>The id of every stored order, as often as it is stored; none if the shop has not made the file.</returns>
    public static IReadOnlyList<Guid> Read(string path) => File.Exists(path)
        ? [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("id").GetGuid())]
        : [];
}
