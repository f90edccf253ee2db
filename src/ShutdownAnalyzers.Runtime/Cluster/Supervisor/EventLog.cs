using System.Text;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Says what happens to a cluster: to its log, and to whoever waits for it.</summary>
internal sealed class EventLog(ILog? log)
{
    private event Action<string>? Progress;

    public void Write(ClusterEvent happened, Counts counts)
    {
        var line = $"{happened}. {counts}";
        WriteLine(line);
        if (happened.IsProgress())
            Progress?.Invoke(line);
    }

    /// <summary>Something that only the log is told.</summary>
    public void WriteLine(string line) => log?.Write(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>Tells of each event until disposed.</summary>
    public IDisposable Watch(Action<string> watcher)
    {
        Progress += watcher;
        return new Watch(() => Progress -= watcher);
    }
}

file sealed class Watch(Action end) : IDisposable
{
    public void Dispose() => end();
}
