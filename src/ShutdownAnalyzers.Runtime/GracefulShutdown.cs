namespace ShutdownAnalyzers.Runtime;

/// <summary>The parts of a shutdown, as the app sees them.</summary>
internal sealed class GracefulShutdown(PhaseLine phases, DrainHooks hooks, PendingWork work, ITraffic? traffic = null) : IGracefulShutdown
{
    /// <summary>The configuration section of <see cref="GracefulShutdownOptions"/>.</summary>
    public const string Section = "GracefulShutdown";

    public ShutdownPhase Phase => phases.Current;

    public CancellationToken Draining => hooks.Draining;

    public int InFlightRequests => traffic?.InFlightRequests ?? 0;

    public IDisposable OnDraining(string name, Func<CancellationToken, ValueTask> hook)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(hook);
        return hooks.Add(name, hook);
    }

    public void Track(string name, Task task)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(task);
        work.Add(name, task);
    }
}
