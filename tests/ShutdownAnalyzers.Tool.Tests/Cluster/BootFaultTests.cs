namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Workers that do not come online, or do not stay it.</summary>
public sealed class BootFaultTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task A_first_worker_that_never_says_it_is_online_is_killed_after_the_online_timeout()
    {
        _folder.Environment["MISBEHAVE"] = "hang";

        var start = await _folder.StartAsync("--online-timeout", "0.5");

        Assert.Equal(
            """
            Bootup. booting: 0, online: 0, dying: 0, new_online: 0
            SpawnNew. booting: 1, online: 0, dying: 0, new_online: 0
            Timeout. booting: 1, online: 0, dying: 0, new_online: 0
            DestroyNew. booting: 0, online: 0, dying: 0, new_online: 0
            NewDestroyed. booting: 0, online: 0, dying: 0, new_online: 0
            The server crashed without booting. Check stderr.log.

            """,
            start.Errors);
        Assert.Equal(1, start.ExitCode);
    }

    [Fact]
    public async Task A_deploy_that_has_failed_waits_for_all_its_workers_before_it_says_so()
    {
        await _folder.StartAsync("--worker-count", "2");
        _folder.Environment["MISBEHAVE_0"] = "crash";
        _folder.Environment["MISBEHAVE_1"] = "hang until " + _folder.PathOf("go");

        var deploy = _folder.RunAsync("deploy");
        await _folder.UntilLoggedAsync("NewDeath. booting: 1, online: 2, dying: 0, new_online: 0");
        Assert.Equal("booting\nbooting: 1, online: 2, dying: 0, new_online: 0\n", (await _folder.RunAsync("status")).Output);
        await File.WriteAllTextAsync(_folder.PathOf("go"), "", TestContext.Current.CancellationToken);

        Assert.Equal(1, (await deploy).ExitCode);
        Assert.Contains(
            """
            NewDeath. booting: 1, online: 2, dying: 0, new_online: 0
            NewOnline. booting: 0, online: 2, dying: 0, new_online: 1
            DestroyNew. booting: 0, online: 2, dying: 0, new_online: 0
            NewDestroyed. booting: 0, online: 2, dying: 0, new_online: 0
            Deploy failed. Check stderr.log
            """,
            (await deploy).Errors);
    }

    [Fact]
    public async Task A_new_worker_that_says_it_is_online_and_dies_fails_the_deploy()
    {
        await _folder.StartAsync("--worker-count", "2");
        _folder.Environment["MISBEHAVE_0"] = "die online";
        _folder.Environment["MISBEHAVE_1"] = "hang until " + _folder.PathOf("go");

        var deploy = _folder.RunAsync("deploy");
        await _folder.UntilLoggedAsync("NewOnline. booting: 1, online: 2, dying: 0, new_online: 1", "NewDeath. booting: 1, online: 2, dying: 0, new_online: 0");
        await File.WriteAllTextAsync(_folder.PathOf("go"), "", TestContext.Current.CancellationToken);

        Assert.Equal(1, (await deploy).ExitCode);
        Assert.Equal(new CommandResult(0, "workers online: 2\n", ""), await _folder.RunAsync("status"));
    }

    [Fact]
    public async Task An_app_that_is_missing_or_broken_at_a_deploy_leaves_the_old_workers()
    {
        var app = _folder.CopyApp();
        await _folder.RunAsync("start", "--urls", "http://127.0.0.1:0", "ClusterTestApp.dll");
        var before = await _folder.GetAsync("/pid");

        File.Move(app, app + ".away");
        var missing = await _folder.RunAsync("deploy");
        await File.WriteAllTextAsync(app, "no assembly", TestContext.Current.CancellationToken);
        var broken = await _folder.RunAsync("deploy");

        Assert.Equal((1, 1), (missing.ExitCode, broken.ExitCode));
        Assert.Equal(before, await _folder.GetAsync("/pid"));
        File.Move(app + ".away", app, overwrite: true);
        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);
        Assert.NotEqual(before, await _folder.GetAsync("/pid"));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
