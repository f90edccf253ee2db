namespace ShutdownAnalyzers.Tool.Cluster;

internal static class Platform
{
    /// <summary>Says why there is no cluster on Windows.</summary>
    public static Task<int> NotOnWindows()
    {
        Console.Error.WriteLine("The worker cluster needs listening sockets that a process inherits, which Windows does not have.");
        return Task.FromResult(1);
    }
}
