using System.Collections.Concurrent;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Where the workers' standard streams go; null for a stream that is discarded.</summary>
internal sealed class WorkerLogs(ILog? output, ILog? errors) : IDisposable
{
    private static readonly TimeSpan s_longestRest = TimeSpan.FromSeconds(1);

    /// <summary>Those at work, and whether they move errors.</summary>
    private readonly ConcurrentDictionary<LinePump, bool> _running = new();

    /// <summary>A pump for the output and one for the errors of a worker that is about to be started.</summary>
    /// <exception cref="IOException">There is no descriptor left for a pipe.</exception>
    public LinePump?[] NewPumps()
    {
        var first = PumpInto(output);
        try
        {
            return [first, PumpInto(errors)];
        }
        catch
        {
            first?.Dispose();
            throw;
        }
    }

    /// <summary>To be called when the worker has its ends of the pipes.</summary>
    public void Start(LinePump?[] pumps)
    {
        foreach (var (stream, pump) in pumps.Index())
        {
            if (pump is not null)
                Start(pump, isErrors: stream == 1);
        }
    }

    /// <summary>Goes on where the supervisor before has stopped.</summary>
    public void TakeOver(IEnumerable<HandedPipe> pipes)
    {
        foreach (var pipe in pipes)
        {
            if ((pipe.IsErrors ? errors : output) is { } log)
                Start(new LinePump(log, pipe), pipe.IsErrors);
        }
    }

    /// <summary>Moves nothing until each is released, by the same thread.</summary>
    public (LinePump Pump, HandedPipe? Pipe)[] Hold() =>
        [.. _running.Select(static one => (one.Key, one.Key.Hold() is { } pipe ? pipe with { IsErrors = one.Value } : null))];

    /// <summary>Waits for what is still in the pipes, but not for a grandchild that keeps one open.</summary>
    public void Dispose()
    {
        Task.WaitAll([.. _running.Keys.Select(static pump => pump.Ended)], s_longestRest);
        output?.Dispose();
        errors?.Dispose();
    }

    private void Start(LinePump pump, bool isErrors)
    {
        _running[pump] = isErrors;
        pump.Start();
        pump.Ended.ContinueWith(_ => _running.TryRemove(pump, out var _), TaskScheduler.Default);
    }

    private static LinePump? PumpInto(ILog? log) => log is null ? null : new LinePump(log);
}
