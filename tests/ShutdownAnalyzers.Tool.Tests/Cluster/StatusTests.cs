namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>What is said of a cluster while it changes.</summary>
public sealed class StatusTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task Watched_it_shows_every_worker_again_and_again_until_Ctrl_C()
    {
        await _folder.StartAsync();
        using var watch = _folder.Start("status", "--watch");

        Assert.Equal(["workers online: 1", "worker      pid state          uptime in flight restarts   memory"], await ReadLinesAsync(2));
        Assert.Matches($@"^     0 +{await _folder.GetAsync("/pid")} online +00:\d\d:\d\d +0 +0 +\d+ MB$", (await ReadLinesAsync(1)).Single());
        await _folder.RunAsync("deploy", "--worker-count", "2");
        while ((await ReadLinesAsync(1)).Single() != "workers online: 2")
        {
            // The look before.
        }

        ClusterFolder.Signal(watch.Id, ClusterFolder.SIGINT);
        await watch.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, watch.ExitCode); // 128 and the signal, as of any command.

        async Task<string[]> ReadLinesAsync(int count)
        {
            var lines = new string[count];
            for (var line = 0; line < count; line++)
                lines[line] = await watch.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new EndOfStreamException();
            return lines;
        }
    }

    [Fact]
    public async Task Watched_it_ends_with_the_cluster()
    {
        await _folder.StartAsync();
        using var watch = _folder.Start("status", "--watch");
        await watch.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        await _folder.RunAsync("stop");

        await watch.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, watch.ExitCode);
    }

    [Fact]
    public async Task A_deploy_shows_in_the_status_and_in_each_worker()
    {
        _folder.Environment["MISBEHAVE"] = "never end";
        await _folder.StartAsync();
        _folder.Environment["MISBEHAVE"] = "";
        var deploy = _folder.RunAsync("deploy");
        await _folder.UntilLoggedAsync("ShutdownOld. booting: 0, online: 0, dying: 1, new_online: 1");

        Assert.Equal("deploy in progress\nbooting: 0, online: 0, dying: 1, new_online: 1\n", (await _folder.RunAsync("status")).Output);
        Assert.Equal(["new_online", "dying"], (await _folder.WorkersAsync()).Select(static worker => worker.GetProperty("state").GetString()));
        await _folder.RunAsync("deploy-abort");
        Assert.Equal(1, (await deploy).ExitCode);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
