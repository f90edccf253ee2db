using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// The JSON of a message, by hand: what the serializer prepares for a type is compiled anew in each process,
/// while somebody waits for a command, or for a worker to come online.
/// </summary>
internal abstract class HandwrittenJson<T> : JsonConverter<T> where T : class
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        try
        {
            return Read(json.RootElement);
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new JsonException($"This is no {typeToConvert.Name}.", exception);
        }
    }

    /// <exception cref="InvalidOperationException">A value is of another kind.</exception>
    /// <exception cref="KeyNotFoundException">A value is missing.</exception>
    /// <exception cref="FormatException">A number is out of range.</exception>
    protected abstract T Read(JsonElement json);

    /// <summary>A value that may be missing, or null.</summary>
    protected static bool Has(JsonElement json, ReadOnlySpan<byte> name, out JsonElement value) =>
        json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
