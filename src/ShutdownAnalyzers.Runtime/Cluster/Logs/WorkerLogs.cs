using System.Collections.Concurrent;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Where the workers' standard streams go; null for a stream that is discarded.</summary>
internal sealed class WorkerLogs(ILog? output, ILog? errors) : IDisposable
{
    private static readonly TimeSpan s_longestRest = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<LinePump, Task> _running = new();

    /// <summary>A pump for the output and one for the errors of a worker that is about to be started.</summary>
    public LinePump?[] NewPumps() => [PumpInto(output), PumpInto(errors)];

    /// <summary>To be called when the worker has its ends of the pipes.</summary>
    public void Start(LinePump?[] pumps)
    {
        foreach (var pump in pumps.OfType<LinePump>())
        {
            pump.Start();
            _running[pump] = pump.Ended;
            pump.Ended.ContinueWith(_ => _running.TryRemove(pump, out var _), TaskScheduler.Default);
        }
    }

    /// <summary>Waits for what is still in the pipes, but not for a grandchild that keeps one open.</summary>
    public void Dispose()
    {
        Task.WaitAll([.. _running.Values], s_longestRest);
        output?.Dispose();
        errors?.Dispose();
    }

    private static LinePump? PumpInto(ILog? log) => log is null ? null : new LinePump(log);
}
