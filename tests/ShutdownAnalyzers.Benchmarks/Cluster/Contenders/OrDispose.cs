namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>Starts something of which nothing must be left behind if that fails.</summary>
internal static class OrDispose
{
    public static async Task OrDisposeAsync(this Task start, IDisposable begun)
    {
        try
        {
            await start;
        }
        catch
        {
            begun.Dispose();
            throw;
        }
    }
}
