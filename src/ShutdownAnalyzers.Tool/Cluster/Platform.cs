using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Cluster;

internal static class Platform
{
    /// <summary>Says why there is no cluster on Windows.</summary>
    public static Task<int> NotOnWindows()
    {
        Console.Error.WriteLine(Launch.NotOnWindows);
        return Task.FromResult(1);
    }
}
