using System.Diagnostics;
using System.Net;

namespace ShutdownAnalyzers.Load;

/// <summary>Clients at work on an app until it is gone.</summary>
public sealed class LoadRun : IDisposable
{
    private static readonly TimeSpan s_longestWarmUp = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestWork = TimeSpan.FromMinutes(3);

    // An app that still serves this long after the signal will not stop by itself.
    private static readonly TimeSpan s_longestShutdown = TimeSpan.FromMinutes(1);

    private readonly LoadClient[] _clients;
    private readonly Task _running;
    private readonly CancellationTokenSource _end = new();
    private long _signalledAt;

    private LoadRun(IPEndPoint server, IEnumerable<ClientGroup> groups)
    {
        _clients = [.. groups.SelectMany(group =>
            Enumerable.Range(0, group.Clients).Select(_ => new LoadClient(group, server, () => Volatile.Read(ref _signalledAt) != 0)))];
        _running = Task.WhenAll(_clients.Select(client => Task.Run(() => client.RunAsync(_end.Token))));
    }

    public static LoadRun Start(IPEndPoint server, IEnumerable<ClientGroup> groups) => new(server, groups);

    /// <summary>How many requests have had their outcome so far.</summary>
    public int Done => _clients.Sum(client => client.Exchanges.Count);

    /// <summary>Waits until each client has had its first outcome: the app is warm, and the slow requests overlap.</summary>
    /// <exception cref="AppFailedException">Some client has waited for a minute.</exception>
    public Task WarmUpAsync(CancellationToken cancellation) => UntilAsync(
        () => _clients.All(client => client.Exchanges.Count > 0), s_longestWarmUp, "A client was still without its first answer", cancellation);

    /// <summary>Waits until so many requests have had their outcome.</summary>
    /// <exception cref="AppFailedException">It takes more than three minutes.</exception>
    public Task ReachAsync(int requests, CancellationToken cancellation) => UntilAsync(
        () => Done >= requests, s_longestWork, $"The clients had not made {requests:N0} requests", cancellation);

    /// <summary>Sends the app SIGTERM in the middle of the load.</summary>
    public void Terminate(AppProcess app)
    {
        Volatile.Write(ref _signalledAt, Stopwatch.GetTimestamp());
        app.Terminate();
        _end.CancelAfter(s_longestShutdown);
    }

    /// <summary>Ends the clients, each after the answer it waits for: for a server that stays.</summary>
    public Task<LoadResult> EndAsync(CancellationToken cancellation)
    {
        _end.Cancel();
        return FinishAsync(cancellation);
    }

    /// <summary>Waits until no client gets an answer any more.</summary>
    public async Task<LoadResult> FinishAsync(CancellationToken cancellation)
    {
        await _running.WaitAsync(cancellation);
        return new LoadResult([.. _clients.SelectMany(client => client.Exchanges)], _signalledAt);
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        foreach (var client in _clients) client.Dispose();
    }

    private static async Task UntilAsync(Func<bool> condition, TimeSpan limit, string otherwise, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
                throw new AppFailedException($"{otherwise} after {limit.TotalSeconds} s.");

            await poll.WaitForNextTickAsync(cancellation);
        }
    }
}
