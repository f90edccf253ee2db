namespace ShutdownAnalyzers.Runtime;

/// <summary>The shutdown as the app sees it. A singleton of every host with <c>AddGracefulShutdown</c>.</summary>
public interface IGracefulShutdown
{
    /// <summary>Where the shutdown stands. Phases only go forward.</summary>
    ShutdownPhase Phase { get; }

    /// <summary>Cancelled when <see cref="ShutdownPhase.Draining"/> begins: take on no new work, finish what is begun.</summary>
    CancellationToken Draining { get; }

    /// <summary>The requests now between <c>UseDrain</c> and the end of their response; 0 in hosts without it.</summary>
    int InFlightRequests { get; }

    /// <summary>
    /// Runs a hook when draining begins, in parallel with all others; the drain waits for it.
    /// If draining has begun already, the hook runs at once.
    /// </summary>
    /// <param name="name">What the log and the report of a forced exit call it.</param>
    /// <param name="hook">The work. Its token is cancelled when the drain's time is up. A failure is logged and stops nothing else.</param>
    /// <returns>Removes the hook if it has not begun.</returns>
    IDisposable OnDraining(string name, Func<CancellationToken, ValueTask> hook);

    /// <summary>Makes the drain wait for work that is already under way. Its failure is logged.</summary>
    /// <param name="name">What the log and the report of a forced exit call it.</param>
    /// <param name="task">The work; forgotten when it ends.</param>
    void Track(string name, Task task);
}
