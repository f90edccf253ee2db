namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>What a worker and its supervisor tell each other. An unknown <see cref="Type"/> is ignored by both.</summary>
internal sealed record WorkerMessage(string Type)
{
    /// <summary>From the worker: it is started, its server bound.</summary>
    public const string Online = "online";

    /// <summary>From the worker: it ends, and wants to be replaced.</summary>
    public const string Offline = "offline";

    /// <summary>From the supervisor: drain and exit.</summary>
    public const string Shutdown = "shutdown";

    /// <summary>From the supervisor: say how you are. From the worker: its <see cref="Load"/>.</summary>
    public const string Status = "status";

    public WorkerLoad? Load { get; init; }
}

/// <summary>How a worker is.</summary>
internal sealed record WorkerLoad(int InFlight, long Requests, long MemoryBytes);
