using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

internal sealed class ControlReplyFormat : MessageFormat<ControlReply>
{
    public static readonly ControlReplyFormat Instance = new();

    protected override ControlReply Read(JsonElement json) => new()
    {
        Progress = Has(json, "progress"u8, out var progress) ? progress.GetString() : null,
        Output = Has(json, "output"u8, out var output) ? output.GetString() : null,
        ExitCode = Has(json, "exitCode"u8, out var exitCode) ? exitCode.GetInt32() : null,
        Status = Has(json, "status"u8, out var status) ? status.Deserialize(ClusterJson.Default.ClusterStatus) : null,
    };

    protected override void Write(Utf8JsonWriter writer, ControlReply message)
    {
        writer.WriteStartObject();
        if (message.Progress is { } progress)
            writer.WriteString("progress"u8, progress);
        if (message.Output is { } output)
            writer.WriteString("output"u8, output);
        if (message.ExitCode is { } exitCode)
            writer.WriteNumber("exitCode"u8, exitCode);
        if (message.Status is { } status)
        {
            writer.WritePropertyName("status"u8);
            JsonSerializer.Serialize(writer, status, ClusterJson.Default.ClusterStatus);
        }

        writer.WriteEndObject();
    }
}
