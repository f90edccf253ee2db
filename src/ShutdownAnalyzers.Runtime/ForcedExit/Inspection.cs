using Microsoft.Extensions.Hosting;

namespace ShutdownAnalyzers.Runtime;

/// <summary>Finds out what a shutdown waits for.</summary>
internal sealed class Inspection(
    PhaseLine phases, PendingWork work, HostedServices services, IHostApplicationLifetime lifetime, ITraffic? traffic = null)
{
    private static readonly TimeSpan s_lockIsFree = TimeSpan.FromMilliseconds(100);

    public ShutdownReport Report(string headline)
    {
        var phase = phases.Current;
        return new ShutdownReport(headline, DateTimeOffset.Now, phase, phases.Age.TotalSeconds)
        {
            Requests = [.. traffic?.Requests() ?? []],
            WebSockets = [.. traffic?.WebSockets() ?? []],
            Work = [.. work.Describe()],
            StoppingCallbackRuns = StoppingCallbackRuns(),
            BackgroundServices = [.. services.StillRunning],
            HostedServices = phase == ShutdownPhase.Stopping ? [.. services.MayStillStop] : [],
            Threads = phase == ShutdownPhase.Exited ? AppThreads.Names() : [],
            StarvedWorkItems = ThreadPool.PendingWorkItemCount is var waiting && waiting > ThreadPool.ThreadCount ? waiting : null,
        };
    }

    // The host's lifetime runs the callbacks under a lock: a second StopApplication waits for them, and then has nothing to do.
    private bool StoppingCallbackRuns()
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
            return false;

        var probe = new Thread(lifetime.StopApplication) { IsBackground = true, Name = AppThreads.Ours };
        probe.Start();
        return !probe.Join(s_lockIsFree);
    }
}
