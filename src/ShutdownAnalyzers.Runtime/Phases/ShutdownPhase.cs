namespace ShutdownAnalyzers.Runtime;

/// <summary>The line of phases from the app's normal run to its end. Each is entered at most once, none is gone back to.</summary>
public enum ShutdownPhase
{
    /// <summary>Nobody has asked the app to stop.</summary>
    Running,

    /// <summary>The signal is here: all is served, and every response asks its connection to close.</summary>
    LameDuck,

    /// <summary>No connection is accepted any more; requests in flight, hooks and tracked work finish.</summary>
    Draining,

    /// <summary>The host stops its services.</summary>
    Stopping,

    /// <summary>The host has stopped; what is left is the process.</summary>
    Exited,
}
