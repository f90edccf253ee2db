using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime;

/// <summary>Named work the drain waits for: tracked tasks, and the hooks once they run.</summary>
internal sealed class PendingWork
{
    // For extension methods that are given nothing but the lifetime. Weak: it keeps neither host nor work.
    private static readonly ConditionalWeakTable<IHostApplicationLifetime, PendingWork> s_byLifetime = [];

    private readonly ConcurrentDictionary<Task, Entry> _pending = new();
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    public PendingWork(GracefulShutdownOptions options, IHostApplicationLifetime lifetime, ILogger<PendingWork> logger)
    {
        _clock = options.Clock;
        _logger = logger;
        s_byLifetime.AddOrUpdate(lifetime, this);
    }

    private sealed record Entry(string Name, long Since);

    /// <summary>The work of the host with this lifetime; null in a host without <c>AddGracefulShutdown</c>.</summary>
    public static PendingWork? Of(IHostApplicationLifetime lifetime) => s_byLifetime.TryGetValue(lifetime, out var work) ? work : null;

    public void Add(string name, Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;

        _pending[task] = new Entry(name, _clock.GetTimestamp());
        task.ContinueWith(Remove, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Ends when all work has, that which is added meanwhile too, or when the time is up.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (!_pending.IsEmpty && !cancellationToken.IsCancellationRequested)
            await Task.WhenAll(_pending.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public IEnumerable<PendingItem> Describe() => _pending.Values.Select(entry => new PendingItem(entry.Name, _clock.GetElapsedTime(entry.Since).TotalSeconds));

    private void Remove(Task task)
    {
        if (_pending.TryRemove(task, out var entry) && task.Exception is { } exception)
            _logger.WorkFailed(entry.Name, exception.GetBaseException());
    }
}
