namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>The life of a cluster, from the first command to the last.</summary>
public sealed class StartAndStopTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task A_cluster_is_started_asked_and_stopped()
    {
        var start = await _folder.StartAsync();

        Assert.Equal(
            """
            Bootup. booting: 0, online: 0, dying: 0, new_online: 0
            SpawnNew. booting: 1, online: 0, dying: 0, new_online: 0
            NewOnline. booting: 0, online: 0, dying: 0, new_online: 1

            """,
            start.Errors);
        Assert.Equal(new CommandResult(0, "workers online: 1\n", start.Errors), start);
        Assert.Equal("hello", await _folder.GetAsync("/"));
        Assert.Equal(new CommandResult(0, "workers online: 1\n", ""), await _folder.RunAsync("status"));
        Assert.Equal(new CommandResult(1, "workers online: 1\n", ""), await _folder.StartAsync());

        var stop = await _folder.RunAsync("stop");

        Assert.Equal(
            """
            ShutdownOld. booting: 0, online: 0, dying: 1, new_online: 0
            OldExit. booting: 0, online: 0, dying: 0, new_online: 0

            """,
            stop.Errors);
        Assert.Equal(new CommandResult(0, "", stop.Errors), stop);
        Assert.False(File.Exists(_folder.PathOf("shutdown.ipc")), "The control socket is left.");
        Assert.False(File.Exists(_folder.PathOf("shutdown.pid")), "The pid file is left.");
        Assert.Equal(
            """
            Bootup. booting: 0, online: 0, dying: 0, new_online: 0
            SpawnNew. booting: 1, online: 0, dying: 0, new_online: 0
            NewOnline. booting: 0, online: 0, dying: 0, new_online: 1
            Ready. booting: 0, online: 1, dying: 0, new_online: 0
            Status. booting: 0, online: 1, dying: 0, new_online: 0
            Status. booting: 0, online: 1, dying: 0, new_online: 0
            ShutdownOld. booting: 0, online: 0, dying: 1, new_online: 0
            OldExit. booting: 0, online: 0, dying: 0, new_online: 0
            Shutdown. booting: 0, online: 0, dying: 0, new_online: 0

            """,
            _folder.Log);
    }

    [Fact]
    public async Task Where_nothing_runs_stop_is_content_and_status_is_not()
    {
        Assert.Equal(new CommandResult(0, "", "server not running\n"), await _folder.RunAsync("stop"));
        Assert.Equal(new CommandResult(1, "", "server not running\n"), await _folder.RunAsync("status"));
        Assert.Equal(new CommandResult(1, "", "server not running\n"), await _folder.RunAsync("deploy"));
    }

    [Fact]
    public async Task A_worker_that_crashes_while_it_boots_leaves_no_daemon()
    {
        _folder.Environment["MISBEHAVE"] = "crash";

        var start = await _folder.StartAsync();

        Assert.Equal(
            """
            Bootup. booting: 0, online: 0, dying: 0, new_online: 0
            SpawnNew. booting: 1, online: 0, dying: 0, new_online: 0
            NewDeath. booting: 0, online: 0, dying: 0, new_online: 0
            The server crashed without booting. Check stderr.log.

            """,
            start.Errors);
        Assert.Equal(new CommandResult(1, "", start.Errors), start);
        await _folder.UntilAsync(() => !File.Exists(_folder.PathOf("shutdown.ipc")), "The end of the daemon");
        Assert.Equal("cannot boot\n", await File.ReadAllTextAsync(_folder.PathOf("stderr.log"), TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
