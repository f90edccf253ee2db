namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Workers that end, or hang, though nobody has told them to.</summary>
public sealed class WorkerLossTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task A_worker_that_dies_is_replaced()
    {
        await _folder.StartAsync();

        await _folder.KillWorkerAsync(0);

        await _folder.UntilLoggedAsync(
            "WorkerDeath. booting: 0, online: 0, dying: 0, new_online: 0",
            "SpawnNew. booting: 1, online: 0, dying: 0, new_online: 0",
            "WorkerOnline. booting: 0, online: 1, dying: 0, new_online: 0",
            "Ready. booting: 0, online: 1, dying: 0, new_online: 0");
        Assert.Equal("0", await _folder.GetAsync("/number"));
        Assert.Equal(1, (await _folder.WorkersAsync()).Single().GetProperty("restarts").GetInt32());
    }

    [Fact]
    public Task A_worker_that_stops_by_itself_finishes_what_it_has_while_another_one_starts() => HandsOverAsync("/stop");

    [Fact]
    public Task So_does_a_worker_that_asks_to_be_replaced() => HandsOverAsync("/offline?times=1");

    [Fact]
    public Task Only_its_first_request_to_be_replaced_counts() => HandsOverAsync("/offline?times=3");

    [Fact]
    public async Task A_worker_that_is_dying_already_is_not_replaced_again()
    {
        _folder.Environment["MISBEHAVE"] = "offline when told to go";
        await _folder.StartAsync();
        var before = _folder.Log;

        var deploy = await _folder.RunAsync("deploy");

        const string events = """
            SpawnNew. booting: 1, online: 1, dying: 0, new_online: 0
            NewOnline. booting: 0, online: 1, dying: 0, new_online: 1
            ShutdownOld. booting: 0, online: 0, dying: 1, new_online: 1
            OldExit. booting: 0, online: 0, dying: 0, new_online: 1

            """;
        Assert.Equal(new CommandResult(0, "", events + "done\n"), deploy);
        await _folder.UntilAsync(() => File.ReadAllText(_folder.PathOf("stdout.log")).Contains("said 2 times that it is offline\n", StringComparison.Ordinal), "What the dying worker said");
        Assert.Equal($"{before}{events}Ready. booting: 0, online: 1, dying: 0, new_online: 0\n", _folder.Log);
    }

    [Fact]
    public async Task So_does_a_worker_with_an_unhandled_exception()
    {
        await HandsOverAsync("/throw");

        Assert.Contains("Unhandled exception. System.InvalidOperationException: on purpose", await File.ReadAllTextAsync(_folder.PathOf("stderr.log"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Workers_that_keep_dying_stay_down_and_a_deploy_starts_them_again()
    {
        _folder.Environment["MISBEHAVE"] = "crash when " + _folder.PathOf("broken");
        await _folder.StartAsync("--max-restarts", "2");
        await File.WriteAllTextAsync(_folder.PathOf("broken"), "", TestContext.Current.CancellationToken);

        await _folder.KillWorkerAsync(0);

        await _folder.UntilLoggedAsync("worker 0 stays down: it ended 3 times without having lived for a minute");
        var status = await _folder.RunAsync("status");
        Assert.Equal(1, status.ExitCode);
        Assert.Equal("workers online: 0\nworker 0 is down, it died too often; a deploy starts it again\n", status.Output);

        File.Delete(_folder.PathOf("broken"));
        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);
        Assert.Equal(new CommandResult(0, "workers online: 1\n", ""), await _folder.RunAsync("status"));
    }

    [Fact]
    public async Task A_worker_that_does_not_answer_is_killed_and_replaced()
    {
        await _folder.StartAsync("--heartbeat", "2");
        var frozen = (await _folder.WorkersAsync()).Single().GetProperty("pid").GetInt32();

        ClusterFolder.Signal(frozen, ClusterFolder.SIGSTOP);

        await _folder.UntilLoggedAsync("worker 0 has not answered for 2 s and is killed");
        await _folder.UntilLoggedAsync("WorkerOnline. booting: 0, online: 1, dying: 0, new_online: 0");
        Assert.NotEqual(frozen.ToString(), await _folder.GetAsync("/pid"));
    }

    private async Task HandsOverAsync(string end)
    {
        await _folder.StartAsync();
        var slow = _folder.GetAsync("/slow?ms=12000");
        await _folder.UntilAsync(async () => (await _folder.WorkersAsync()).Single().GetProperty("inFlight").GetInt32() == 1, "A request in flight");

        await _folder.PostAsync(end);

        await _folder.UntilLoggedAsync(
            "WorkerOffline. booting: 0, online: 0, dying: 1, new_online: 0",
            "SpawnNew. booting: 1, online: 0, dying: 1, new_online: 0",
            "WorkerOnline. booting: 0, online: 1, dying: 1, new_online: 0",
            "Ready. booting: 0, online: 1, dying: 1, new_online: 0",
            "OldExit. booting: 0, online: 1, dying: 0, new_online: 0");
        Assert.Equal("slow", await slow);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
