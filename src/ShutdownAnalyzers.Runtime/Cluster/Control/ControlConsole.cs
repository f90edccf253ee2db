using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Shows what a supervisor says: how it goes on standard error, what was asked for on standard output.</summary>
internal static class ControlConsole
{
    public static void Write(ControlReply reply) => Write(reply, reply.Output);

    /// <summary>The same with the status as JSON.</summary>
    public static void WriteJson(ControlReply reply) =>
        Write(reply, reply.Status is null ? reply.Output : JsonSerializer.Serialize(reply.Status, ClusterJson.Default.ClusterStatus));

    private static void Write(ControlReply reply, string? output)
    {
        if (reply.Progress is { } progress)
            Console.Error.WriteLine(progress);
        if (output is not null)
            Console.Out.WriteLine(output);
    }
}
