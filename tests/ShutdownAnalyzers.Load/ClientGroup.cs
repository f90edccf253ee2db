namespace ShutdownAnalyzers.Load;

/// <summary>Clients that behave alike.</summary>
/// <param name="Name">How the group is called where results are shown.</param>
/// <param name="Clients">How many there are.</param>
/// <param name="Requests">What each of them asks for, in turn.</param>
public sealed record ClientGroup(string Name, int Clients, params Request[] Requests)
{
    /// <summary>Whether each client keeps its connection for the next request, or opens one for every request.</summary>
    public bool KeepAlive { get; init; } = true;

    /// <summary>How long a client rests between a response and its next request, in milliseconds.</summary>
    public (int Min, int Max) ThinkTime { get; init; }

    /// <summary>How long a client waits between connecting and sending, in milliseconds.</summary>
    public int WaitAfterConnect { get; init; }

    /// <summary>How fast a client reads, in bytes per second; 0 for as fast as it comes.</summary>
    public int ReadsPerSecond { get; init; }

    /// <summary>After how many milliseconds a client tries again that was refused; 0 if it ends then.</summary>
    public int WaitWhenRefused { get; init; }
}
