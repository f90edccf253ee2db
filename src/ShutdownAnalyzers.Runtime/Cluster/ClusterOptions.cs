namespace ShutdownAnalyzers.Runtime;

/// <summary>
/// How a cluster of workers is run. Relative paths are resolved against the current folder.
/// For a log, <c>/dev/null</c> discards and <c>-</c> passes through what the workers write.
/// </summary>
public sealed class ClusterOptions
{
    internal const string DefaultUrl = "http://127.0.0.1:5000";

    /// <summary>What the supervisor binds and the workers listen on, whatever their own URLs say. Default <c>http://127.0.0.1:5000</c>.</summary>
    public IList<string> Urls { get; } = [];

    /// <summary>How many workers there are; 0 for as many as processors. Default 1.</summary>
    public int WorkerCount { get; set; } = 1;

    /// <summary>The Unix domain socket on which the supervisor takes commands; default <c>shutdown.ipc</c>.</summary>
    public string IpcFile { get; set; } = "shutdown.ipc";

    /// <summary>Where the supervisor writes its process id; default <c>shutdown.pid</c>.</summary>
    public string PidFile { get; set; } = "shutdown.pid";

    /// <summary>The log of events; default <c>cluster.log</c>.</summary>
    public string Log { get; set; } = "cluster.log";

    /// <summary>The workers' standard output; default <c>stdout.log</c>.</summary>
    public string Stdout { get; set; } = "stdout.log";

    /// <summary>The workers' standard error; default <c>stderr.log</c>.</summary>
    public string Stderr { get; set; } = "stderr.log";

    /// <summary>The bytes above which a log is renamed, gzipped and begun anew; default 10 MiB.</summary>
    public long MaxLogSize { get; set; } = 10 * 1024 * 1024;

    /// <summary>The folder in which the workers run; default the current one.</summary>
    public string WorkingDirectory { get; set; } = ".";

    /// <summary>How long a worker may take from its start until it is online; default 30 s. One that takes longer is killed.</summary>
    public TimeSpan OnlineTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a worker may take to shut down; default 35 s. One that takes longer is killed.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(35);

    /// <summary>How often in a row a worker is started again without having lived for a minute; default 10. After that it stays down.</summary>
    public int MaxRestarts { get; set; } = 10;

    /// <summary>How long a worker may say nothing when it is asked how it is; one that is silent for longer is killed and replaced. Default zero: nobody asks.</summary>
    public TimeSpan Heartbeat { get; set; }

    /// <summary>
    /// Whether the workers spread their connections evenly, which matters for those that are kept; default <see langword="true"/>.
    /// On Linux only. Whoever accepts first has them otherwise.
    /// </summary>
    public bool BalanceConnections { get; set; } = true;

    /// <summary>The bytes of memory above which a worker is replaced; default 0, no limit. Workers are replaced one at a time, the new one first.</summary>
    public long MaxMemory { get; set; }

    /// <summary>The age at which a worker is replaced, give or take a tenth; default zero, no limit.</summary>
    public TimeSpan MaxLifetime { get; set; }

    /// <summary>The number of requests after which a worker is replaced, give or take a tenth; default 0, no limit.</summary>
    public long MaxRequests { get; set; }
}
