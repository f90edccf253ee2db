namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Shows what a supervisor says: how it goes on standard error, what was asked for on standard output.</summary>
internal static class ControlConsole
{
    public static void Write(ControlReply reply)
    {
        if (reply.Progress is { } progress)
            Console.Error.WriteLine(progress);
        if (reply.Output is { } output)
            Console.Out.WriteLine(output);
    }
}
