using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime;

/// <summary>Named work the drain waits for: tracked tasks, and the hooks once they run.</summary>
internal sealed class PendingWork(GracefulShutdownOptions options, ILogger<PendingWork> logger)
{
    private readonly ConcurrentDictionary<Task, Entry> _pending = new();

    private sealed record Entry(string Name, long Since);

    public void Add(string name, Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;

        _pending[task] = new Entry(name, options.Clock.GetTimestamp());
        task.ContinueWith(Remove, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Ends when all work has, that which is added meanwhile too, or when the time is up.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (!_pending.IsEmpty && !cancellationToken.IsCancellationRequested)
            await Task.WhenAll(_pending.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public IEnumerable<string> Describe() => _pending.Values.Select(entry => $"{entry.Name}, {options.Clock.GetElapsedTime(entry.Since).TotalSeconds:0.0} s");

    private void Remove(Task task)
    {
        if (_pending.TryRemove(task, out var entry) && task.Exception is { } exception)
            logger.WorkFailed(entry.Name, exception.GetBaseException());
    }
}
