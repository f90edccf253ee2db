namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>What tells that a worker is online.</summary>
internal enum OnlineWhen
{
    /// <summary>The worker itself, as <c>AddGracefulShutdown</c> does.</summary>
    Told,

    /// <summary>That it waits for connections.</summary>
    Listening,
}
