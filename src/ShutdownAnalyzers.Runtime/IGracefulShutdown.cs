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

    /// <summary>The WebSockets that are open behind <c>UseDrain</c>, each a request in flight as well; 0 in hosts without it.</summary>
    int OpenWebSockets { get; }

    /// <summary>
    /// Runs a hook when draining begins, in parallel with all others; the drain waits for it.
    /// If draining has begun already, the hook runs at once.
    /// </summary>
    /// <param name="name">What the log and the report of a forced exit call it.</param>
    /// <param name="hook">The work. Its token is cancelled when its own or the drain's time is up. A failure is logged and stops nothing else.</param>
    /// <param name="timeout">How long the drain waits for this hook, more than zero; <see langword="null"/> for as long as <c>DrainTimeout</c> allows.</param>
    /// <returns>Removes the hook if it has not begun.</returns>
    IDisposable OnDraining(string name, Func<CancellationToken, ValueTask> hook, TimeSpan? timeout = null);

    /// <summary>Makes the drain wait for work that is already under way. Its failure is logged.</summary>
    /// <param name="name">What the log and the report of a forced exit call it.</param>
    /// <param name="task">The work; forgotten when it ends.</param>
    void Track(string name, Task task);

    /// <summary>Starts work that outlives its caller, a request say, on the thread pool, and makes the drain wait for it. Its failure is logged.</summary>
    /// <param name="name">What the log and the report of a forced exit call it.</param>
    /// <param name="work">The work. Its token is cancelled when the drain's time is up.</param>
    /// <returns>The work; nobody needs to await it.</returns>
    Task TrackAsync(string name, Func<CancellationToken, Task> work);

    /// <summary>
    /// Stops this app because it can no longer do its work; in a cluster another worker is started in its place at once.
    /// Returns immediately; once is enough.
    /// </summary>
    /// <param name="reason">Why, for the log.</param>
    void RequestReplacement(string reason);
}
