using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

internal sealed class ControlReplyConverter : HandwrittenJson<ControlReply>
{
    protected override ControlReply Read(JsonElement json) => new()
    {
        Progress = Has(json, "progress"u8, out var progress) ? progress.GetString() : null,
        Output = Has(json, "output"u8, out var output) ? output.GetString() : null,
        ExitCode = Has(json, "exitCode"u8, out var exitCode) ? exitCode.GetInt32() : null,
        Status = Has(json, "status"u8, out var status) ? status.Deserialize(ClusterJson.Default.ClusterStatus) : null,
    };

    public override void Write(Utf8JsonWriter writer, ControlReply value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.Progress is { } progress)
            writer.WriteString("progress"u8, progress);
        if (value.Output is { } output)
            writer.WriteString("output"u8, output);
        if (value.ExitCode is { } exitCode)
            writer.WriteNumber("exitCode"u8, exitCode);
        if (value.Status is { } status)
        {
            writer.WritePropertyName("status"u8);
            JsonSerializer.Serialize(writer, status, ClusterJson.Default.ClusterStatus);
        }

        writer.WriteEndObject();
    }
}
