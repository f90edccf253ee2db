namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Workers that do not stop when they are told to.</summary>
public sealed class StoppingTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task A_stop_with_a_timeout_kills_what_hangs_and_one_without_waits_for_it()
    {
        _folder.Environment["MISBEHAVE"] = "never end";
        await _folder.StartAsync("--worker-count", "2");
        var patient = _folder.RunAsync("stop");
        await _folder.UntilLoggedAsync("ShutdownOld. booting: 0, online: 0, dying: 2, new_online: 0");

        Assert.Equal("shutting down\nbooting: 0, online: 0, dying: 2, new_online: 0\n", (await _folder.RunAsync("status")).Output);
        var impatient = await _folder.RunAsync("stop", "--timeout", "0.3");

        Assert.Equal(
            """
            Waiting for shutdown already in progress.
            If it hangs, Ctrl+C this command and try it again with --timeout 1
            Timeout. booting: 0, online: 0, dying: 2, new_online: 0
            DestroyOld. booting: 0, online: 0, dying: 2, new_online: 0
            DestroyOld. booting: 0, online: 0, dying: 2, new_online: 0
            OldExit. booting: 0, online: 0, dying: 1, new_online: 0
            OldExit. booting: 0, online: 0, dying: 0, new_online: 0

            """,
            impatient.Errors);
        Assert.Equal(0, impatient.ExitCode);
        Assert.Equal(0, (await patient).ExitCode);
    }

    [Fact]
    public async Task After_the_shutdown_timeout_a_worker_is_killed()
    {
        _folder.Environment["MISBEHAVE"] = "never end";
        await _folder.StartAsync("--shutdown-timeout", "0.5");

        var stop = await _folder.RunAsync("stop");

        Assert.Equal(
            """
            ShutdownOld. booting: 0, online: 0, dying: 1, new_online: 0
            DestroyOld. booting: 0, online: 0, dying: 1, new_online: 0
            OldExit. booting: 0, online: 0, dying: 0, new_online: 0

            """,
            stop.Errors);
    }

    [Fact]
    public async Task The_dying_of_the_past_do_not_disturb_a_deploy_and_are_waited_for_at_the_end()
    {
        _folder.Environment["MISBEHAVE"] = "never end";
        await _folder.StartAsync();
        await _folder.PostAsync("/stop");
        await _folder.UntilLoggedAsync("Ready. booting: 0, online: 1, dying: 1, new_online: 0");

        _folder.Environment["MISBEHAVE"] = "";
        var deploy = await _folder.RunAsync("deploy", "--timeout", "8");
        var stop = await _folder.RunAsync("stop", "--timeout", "5");

        Assert.StartsWith(
            """
            SpawnNew. booting: 1, online: 1, dying: 1, new_online: 0
            NewOnline. booting: 0, online: 1, dying: 1, new_online: 1
            ShutdownOld. booting: 0, online: 0, dying: 2, new_online: 1
            """,
            deploy.Errors);
        Assert.EndsWith("done\n", deploy.Errors);
        Assert.EndsWith("OldExit. booting: 0, online: 0, dying: 0, new_online: 0\n", stop.Errors);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
