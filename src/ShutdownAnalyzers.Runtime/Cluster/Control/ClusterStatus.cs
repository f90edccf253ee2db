namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>The cluster as <c>status</c> shows it.</summary>
internal sealed record ClusterStatus(IReadOnlyList<WorkerStatus> Workers);

internal sealed record WorkerStatus(
    int Pid, int Number, WorkerState State, double UptimeSeconds, int InFlight, int Restarts, long MemoryBytes);
