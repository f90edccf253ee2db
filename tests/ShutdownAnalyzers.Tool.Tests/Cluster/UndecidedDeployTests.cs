using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>New workers whose deploy may yet kill them.</summary>
public sealed class UndecidedDeployTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task They_take_nobody_with_them_when_it_is_aborted()
    {
        await _folder.StartAsync("--worker-count", "2");
        _folder.Environment["MISBEHAVE_1"] = "hang until " + _folder.PathOf("go");
        using var load = LoadRun.Start(_folder.Server,
        [
            new("new connection each time", 8, new Request("GET", "/")) { KeepAlive = false, ThinkTime = (1, 10) },
            new("slow", 8, new Request("GET", "/slow?ms=300")) { KeepAlive = false },
        ]);
        await load.WarmUpAsync(TestContext.Current.CancellationToken);

        var deploy = _folder.RunAsync("deploy");
        await _folder.UntilLoggedAsync("NewOnline. booting: 1, online: 2, dying: 0, new_online: 1");
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _folder.GetAsync("/slow?ms=50"))); // Time for it to have taken some.
        await _folder.RunAsync("deploy-abort");

        Assert.Equal(1, (await deploy).ExitCode);
        Assert.Empty((await load.EndAsync(TestContext.Current.CancellationToken)).Lost);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
