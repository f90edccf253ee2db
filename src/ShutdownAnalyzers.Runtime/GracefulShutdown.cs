using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime;

/// <summary>The parts of a shutdown, as the app sees them.</summary>
internal sealed class GracefulShutdown(
    PhaseLine phases, DrainHooks hooks, PendingWork work, IHostApplicationLifetime lifetime,
    ILogger<GracefulShutdown> logger, ITraffic? traffic = null) : IGracefulShutdown
{
    /// <summary>The configuration section of <see cref="GracefulShutdownOptions"/>.</summary>
    public const string Section = "GracefulShutdown";

    public ShutdownPhase Phase => phases.Current;

    public CancellationToken Draining => hooks.Draining;

    public int InFlightRequests => traffic?.InFlightRequests ?? 0;

    public int OpenWebSockets => traffic?.OpenWebSockets ?? 0;

    public IDisposable OnDraining(string name, Func<CancellationToken, ValueTask> hook, TimeSpan? timeout = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(hook);
        if (timeout is { } time)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(timeout));
        return hooks.Add(name, timeout ?? Timeout.InfiniteTimeSpan, hook);
    }

    public void Track(string name, Task task)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(task);
        work.Add(name, task);
    }

    public Task TrackAsync(string name, Func<CancellationToken, Task> work)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(work);
        var task = Task.Run(() => work(hooks.TimeUp));
        Track(name, task);
        return task;
    }

    public void RequestReplacement(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        logger.ReplacementRequested(reason);

        // A cluster's worker asks for another one when its app stops without being told to.
        // Not in this call: the callbacks of ApplicationStopping would run in it, and may wait for the caller.
        ThreadPool.QueueUserWorkItem(static lifetime => lifetime.StopApplication(), lifetime, preferLocal: false);
    }
}
