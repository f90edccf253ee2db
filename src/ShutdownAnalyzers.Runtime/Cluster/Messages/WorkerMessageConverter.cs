using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

internal sealed class WorkerMessageConverter : HandwrittenJson<WorkerMessage>
{
    // A message without a type is an unknown one.
    protected override WorkerMessage Read(JsonElement json) =>
        new(json.TryGetProperty("type"u8, out var type) ? type.GetString() ?? "" : "")
        {
            Load = json.TryGetProperty("load"u8, out var load) ? LoadOf(load) : null,
        };

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
