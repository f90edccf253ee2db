namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>What happens to a cluster. The names are those of <c>naught</c>, and stand so in the log.</summary>
internal enum ClusterEvent
{
    /// <summary>The supervisor is up.</summary>
    Bootup,

    /// <summary>A worker was started.</summary>
    SpawnNew,

    /// <summary>A deploy's worker came online.</summary>
    NewOnline,

    /// <summary>A deploy's worker died before all were online.</summary>
    NewDeath,

    /// <summary>Nothing is pending.</summary>
    Ready,

    /// <summary>A worker was asked to shut down.</summary>
    ShutdownOld,

    /// <summary>A worker that was asked to shut down, or was on its way out by itself, has exited.</summary>
    OldExit,

    /// <summary>Something took too long.</summary>
    Timeout,

    /// <summary>A dying worker was killed.</summary>
    DestroyOld,

    /// <summary>A worker that does not serve yet was killed.</summary>
    DestroyNew,

    /// <summary>It has exited.</summary>
    NewDestroyed,

    /// <summary>A worker asked to be replaced.</summary>
    WorkerOffline,

    /// <summary>A replacement is online.</summary>
    WorkerOnline,

    /// <summary>A worker exited that nobody had asked to, outside a deploy.</summary>
    WorkerDeath,

    DeployFailed,

    /// <summary>All workers have exited, and so does the supervisor.</summary>
    Shutdown,

    ErrorDeployInProgress,
    ErrorNoDeployInProgress,
    ErrorShuttingDown,
    AlreadyShuttingDown,

    /// <summary>Somebody asked how the cluster is.</summary>
    Status,
}

internal static class ClusterEvents
{
    /// <summary>Whether a command that waits shows it; the end of its waiting it puts in words of its own.</summary>
    public static bool IsProgress(this ClusterEvent happened) => happened is not ClusterEvent.Ready and < ClusterEvent.DeployFailed;
}
