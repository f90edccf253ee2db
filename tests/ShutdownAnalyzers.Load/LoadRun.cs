using System.Diagnostics;
using System.Net;

namespace ShutdownAnalyzers.Load;

/// <summary>Clients at work on an app until it is gone.</summary>
public sealed class LoadRun
{
    // An app that still serves this long after the signal will not stop by itself.
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromMinutes(1);

    private readonly LoadClient[] _clients;
    private readonly Task<IReadOnlyList<Exchange>>[] _running;
    private readonly CancellationTokenSource _end = new();
    private long _signalledAt;

    private LoadRun(IPEndPoint server, IEnumerable<ClientGroup> groups)
    {
        _clients = [.. groups.SelectMany(group =>
            Enumerable.Range(0, group.Clients).Select(_ => new LoadClient(group, server, () => Volatile.Read(ref _signalledAt) != 0)))];
        _running = [.. _clients.Select(client => Task.Run(() => client.RunAsync(_end.Token)))];
    }

    public static LoadRun Start(IPEndPoint server, IEnumerable<ClientGroup> groups) => new(server, groups);

    /// <summary>How many requests have had their outcome so far.</summary>
    public int Done => _clients.Sum(client => client.Done);

    /// <summary>Waits until each client has had its first outcome: the app is warm, and the slow requests overlap.</summary>
    public async Task WarmUpAsync(CancellationToken cancellation)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (_clients.Any(client => client.Done == 0)) await poll.WaitForNextTickAsync(cancellation);
    }

    /// <summary>Sends the app SIGTERM in the middle of the load.</summary>
    public void Terminate(AppProcess app)
    {
        Volatile.Write(ref _signalledAt, Stopwatch.GetTimestamp());
        app.Terminate();
        _end.CancelAfter(LongestShutdown);
    }

    /// <summary>Waits until no client gets an answer any more.</summary>
    public async Task<LoadResult> FinishAsync(CancellationToken cancellation)
    {
        var exchanges = await Task.WhenAll(_running).WaitAsync(cancellation);
        return new LoadResult([.. exchanges.SelectMany(some => some)], _signalledAt);
    }
}
