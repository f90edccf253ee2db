using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Deploys in the middle of traffic of every kind.</summary>
public sealed class DeployUnderLoadTests : IAsyncDisposable
{
    private const int Deploys = 3;

    private static readonly Request s_get = new("GET", "/");
    private static readonly Request s_post = new("POST", "/echo", static id => $$"""{"id":"{{id}}"}""");
    private static readonly Request s_slow = new("GET", "/slow?ms=700");

    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task No_request_is_lost()
    {
        var start = await _folder.StartAsync("--worker-count", "2");
        Assert.Equal("workers online: 2\n", start.Output);

        using var load = LoadRun.Start(_folder.Server,
        [
            new("kept alive, no pause", 4, s_get, s_post),
            new("kept alive, short pauses", 8, s_get, s_post) { ThinkTime = (1, 20) },
            new("kept alive, long pauses", 16, s_get, s_post) { ThinkTime = (100, 900) },
            new("new connection each time", 8, s_get, s_post) { KeepAlive = false, ThinkTime = (1, 10) },
            new("new connection, sends late", 8, s_get, s_post) { KeepAlive = false, WaitAfterConnect = 1, ThinkTime = (1, 10) },
            new("slow", 4, s_slow),
        ]);
        await load.WarmUpAsync(TestContext.Current.CancellationToken);
        for (var deploy = 0; deploy < Deploys; deploy++)
            Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);
        var result = await load.EndAsync(TestContext.Current.CancellationToken);

        Assert.Empty(result.Lost.GroupBy(static lost => (lost.Outcome, lost.Group.Name)).Select(static lost => $"{lost.Count()} × {lost.Key}"));
        Assert.Equal(result.Exchanges.Count, result.Count(Outcome.Served));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
