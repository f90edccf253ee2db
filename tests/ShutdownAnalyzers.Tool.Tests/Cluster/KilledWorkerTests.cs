using System.Diagnostics;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Workers that are killed in the middle of traffic.</summary>
public sealed class KilledWorkerTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Kills = 6;

    private static readonly Request s_get = new("GET", "/");
    private static readonly Request s_post = new("POST", "/echo", static id => $$"""{"id":"{{id}}"}""");

    private readonly ClusterFolder _folder = new();

    /// <param name="Connections">Those that the worker had accepted.</param>
    /// <param name="From">A moment before its end.</param>
    /// <param name="To">A moment after.</param>
    private sealed record Kill(int Connections, long From, long To);

    [Fact]
    public async Task A_killed_worker_takes_with_it_only_what_it_had_accepted()
    {
        await _folder.StartAsync("--worker-count", "2");
        var socketsOfItsOwn = SocketsOf((await _folder.PidsAsync())[0]);
        using var load = LoadRun.Start(_folder.Server,
        [
            new("kept alive", 12, s_get, s_post) { ThinkTime = (1, 20) },
            new("new connection each time", 12, s_get, s_post) { KeepAlive = false, ThinkTime = (1, 10) },
            new("slow", 4, new Request("GET", "/slow?ms=300")),
        ]);
        await load.WarmUpAsync(TestContext.Current.CancellationToken);

        var kills = new List<Kill>();
        while (kills.Count < Kills)
        {
            kills.Add(await KillAsync(kills.Count % 2, socketsOfItsOwn));
            await _folder.UntilAsync(() => _folder.Log.Split("\nWorkerOnline.").Length > kills.Count, "The replacement");
        }

        var result = await load.EndAsync(TestContext.Current.CancellationToken);

        Exchange[] lost = [.. result.Lost];
        output.WriteLine($"{lost.Length} of {result.Exchanges.Count} requests lost; the killed workers had accepted {kills.Sum(static kill => kill.Connections)} connections");
        Assert.InRange(lost.Length, 1, kills.Sum(static kill => kill.Connections));
        Assert.All(lost, exchange => Assert.Contains(kills, kill => exchange.Started < kill.To && exchange.Ended > kill.From));
        Assert.All(lost, static exchange => Assert.Contains(exchange.Outcome, new[] { Outcome.Reset, Outcome.NoResponse, Outcome.CutShort }));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    // Stopped first, so that what it has accepted can be counted.
    private async Task<Kill> KillAsync(int number, int socketsOfItsOwn)
    {
        var pid = (await _folder.WorkersAsync()).Single(worker => worker.GetProperty("number").GetInt32() == number).GetProperty("pid").GetInt32();
        var from = Stopwatch.GetTimestamp();
        await _folder.FreezeAsync(pid);
        var connections = SocketsOf(pid) - socketsOfItsOwn;
        ClusterFolder.Signal(pid, ClusterFolder.SIGKILL);
        await _folder.UntilAsync(() => !Directory.Exists($"/proc/{pid}"), "The end of the worker");
        return new Kill(connections, from, Stopwatch.GetTimestamp());
    }

    private static int SocketsOf(int process) => Directory.GetFileSystemEntries($"/proc/{process}/fd")
        .Count(static link => new FileInfo(link).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);
}
