using System.Buffers;
using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// The JSON of a message, by hand: what the serializer prepares for a type is made anew in each process,
/// while somebody waits for a command, or for a worker to come online.
/// </summary>
internal abstract class MessageFormat<T>
{
    /// <exception cref="JsonException">It is none.</exception>
    public T Read(ReadOnlySequence<byte> message)
    {
        using var json = JsonDocument.Parse(message);
        try
        {
            return Read(json.RootElement);
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new JsonException($"This is no {typeof(T).Name}.", exception);
        }
    }

    public ReadOnlySpan<byte> Write(T message)
    {
        var written = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(written);
        Write(writer, message);
        writer.Flush();
        return written.WrittenSpan;
    }

    /// <exception cref="InvalidOperationException">A value is of another kind.</exception>
    /// <exception cref="KeyNotFoundException">A value is missing.</exception>
    /// <exception cref="FormatException">A number is out of range.</exception>
    protected abstract T Read(JsonElement json);

    protected abstract void Write(Utf8JsonWriter writer, T message);

    /// <summary>A value that may be missing, or null.</summary>
    protected static bool Has(JsonElement json, ReadOnlySpan<byte> name, out JsonElement value) =>
        json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
