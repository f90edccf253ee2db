using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

internal sealed class WorkerMessageFormat : MessageFormat<WorkerMessage>
{
    public static readonly WorkerMessageFormat Instance = new();

    // A message without a type is an unknown one.
    protected override WorkerMessage Read(JsonElement json) =>
        new(json.TryGetProperty("type"u8, out var type) ? type.GetString() ?? "" : "")
        {
            Load = json.TryGetProperty("load"u8, out var load) ? LoadOf(load) : null,
        };

    protected override void Write(Utf8JsonWriter writer, WorkerMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, message.Type);
        if (message.Load is { } load)
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
