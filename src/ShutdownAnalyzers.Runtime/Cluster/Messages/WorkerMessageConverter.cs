using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// The JSON of a <see cref="WorkerMessage"/>, by hand: what the serializer prepares for two small records
/// is compiled anew in each worker, while a deploy waits for it to come online.
/// </summary>
internal sealed class WorkerMessageConverter : JsonConverter<WorkerMessage>
{
    public override WorkerMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        try
        {
            // A message without a type is an unknown one.
            var type = json.RootElement.TryGetProperty("type"u8, out var text) ? text.GetString() : null;
            return new WorkerMessage(type ?? "") { Load = json.RootElement.TryGetProperty("load"u8, out var load) ? LoadOf(load) : null };
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new JsonException("This is not what a worker and its supervisor tell each other.", exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, WorkerMessage value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, value.Type);
        if (value.Load is { } load)
        {
            writer.WriteStartObject("load"u8);
            writer.WriteNumber("inFlight"u8, load.InFlight);
            writer.WriteNumber("requests"u8, load.Requests);
            writer.WriteNumber("memoryBytes"u8, load.MemoryBytes);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static WorkerLoad LoadOf(JsonElement load) => new(
        load.GetProperty("inFlight"u8).GetInt32(), load.GetProperty("requests"u8).GetInt64(), load.GetProperty("memoryBytes"u8).GetInt64());
}
