namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Workers that are replaced.</summary>
public sealed class DeployTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task All_new_workers_are_online_before_an_old_one_is_told_to_go()
    {
        await _folder.StartAsync("--worker-count", "2");

        await _folder.ReplaceTwoWorkersByOneAsync();

        Assert.Equal("workers online: 1\n", (await _folder.RunAsync("status")).Output);
    }

    [Fact]
    public async Task Without_override_env_the_workers_keep_theirs()
    {
        _folder.Environment["GREETING"] = "hello";
        await _folder.StartAsync();
        _folder.Environment["GREETING"] = "hola";

        Assert.Equal(0, (await _folder.RunAsync("deploy", "--override-env", "false")).ExitCode);

        Assert.Equal("hello", await _folder.GetAsync("/variable?name=GREETING"));
    }

    [Fact]
    public async Task A_deploy_changes_the_folder_and_finds_the_app_there()
    {
        var release = _folder.PathOf("release2");
        _folder.CopyApp();
        _folder.CopyApp("release2");

        Assert.Equal(0, (await _folder.RunAsync("start", "--urls", "http://127.0.0.1:0", "ClusterTestApp.dll")).ExitCode);
        Assert.Equal($"{_folder.PathOf("ClusterTestApp.dll")} in {_folder.PathOf("")}", await _folder.GetAsync("/place"));

        Assert.Equal(0, (await _folder.RunAsync("deploy", "--cwd", "release2")).ExitCode);

        Assert.Equal($"{release}/ClusterTestApp.dll in {release}", await _folder.GetAsync("/place"));
    }

    [Fact]
    public async Task Without_cwd_the_workers_run_in_the_folder_of_the_command()
    {
        await _folder.StartAsync("--cwd", Directory.CreateDirectory(_folder.PathOf("data")).FullName);
        Assert.Equal($"{ClusterFolder.App} in {_folder.PathOf("data")}", await _folder.GetAsync("/place"));

        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);

        Assert.Equal($"{ClusterFolder.App} in {_folder.PathOf("")}", await _folder.GetAsync("/place"));
    }

    [Fact]
    public async Task A_timeout_that_passes_while_old_workers_die_kills_them_and_the_deploy_is_done()
    {
        _folder.Environment["MISBEHAVE"] = "never end";
        await _folder.StartAsync();

        var deploy = await _folder.RunAsync("deploy", "--timeout", "5");

        Assert.EndsWith(
            """
            ShutdownOld. booting: 0, online: 0, dying: 1, new_online: 1
            Timeout. booting: 0, online: 0, dying: 1, new_online: 1
            DestroyOld. booting: 0, online: 0, dying: 1, new_online: 1
            OldExit. booting: 0, online: 0, dying: 0, new_online: 1
            done

            """,
            deploy.Errors);
        Assert.Equal(0, deploy.ExitCode);
    }

    [Theory]
    [InlineData("crash", "NewDeath. booting: 0, online: 1, dying: 0, new_online: 0\n")]
    [InlineData("hang", "Timeout. booting: 1, online: 1, dying: 0, new_online: 0\nDestroyNew. booting: 0, online: 1, dying: 0, new_online: 0\nNewDestroyed. booting: 0, online: 1, dying: 0, new_online: 0\n")]
    public async Task A_deploy_that_cannot_boot_changes_nothing(string misbehave, string events)
    {
        await _folder.StartAsync();
        var before = await _folder.GetAsync("/pid");
        _folder.Environment["MISBEHAVE"] = misbehave;

        var deploy = await _folder.RunAsync("deploy", "--timeout", misbehave == "hang" ? "0.5" : "none");

        Assert.Equal(1, deploy.ExitCode);
        Assert.StartsWith($"SpawnNew. booting: 1, online: 1, dying: 0, new_online: 0\n{events}Deploy failed. Check stderr.log", deploy.Errors);
        Assert.Equal(before, await _folder.GetAsync("/pid"));
        Assert.Equal(new CommandResult(0, "workers online: 1\n", ""), await _folder.RunAsync("status"));
    }

    [Fact]
    public async Task One_by_one_there_is_only_one_worker_more_at_a_time()
    {
        await _folder.StartAsync("--worker-count", "2");

        var deploy = await _folder.RunAsync("deploy", "--one-by-one");

        Assert.Equal(
            """
            SpawnNew. booting: 1, online: 2, dying: 0, new_online: 0
            NewOnline. booting: 0, online: 2, dying: 0, new_online: 1
            ShutdownOld. booting: 0, online: 1, dying: 1, new_online: 1
            OldExit. booting: 0, online: 1, dying: 0, new_online: 1
            SpawnNew. booting: 1, online: 2, dying: 0, new_online: 0
            NewOnline. booting: 0, online: 2, dying: 0, new_online: 1
            ShutdownOld. booting: 0, online: 1, dying: 1, new_online: 1
            OldExit. booting: 0, online: 1, dying: 0, new_online: 1
            done

            """,
            deploy.Errors);
    }

    [Fact]
    public async Task A_deploy_is_aborted_while_its_workers_boot()
    {
        await _folder.StartAsync();
        Assert.Equal(new CommandResult(1, "", "no deploy in progress\n"), await _folder.RunAsync("deploy-abort"));
        _folder.Environment["MISBEHAVE"] = "hang";
        var deploy = _folder.RunAsync("deploy");
        await _folder.UntilLoggedAsync("SpawnNew. booting: 1, online: 1, dying: 0, new_online: 0");

        Assert.Equal("booting\nbooting: 1, online: 1, dying: 0, new_online: 0\n", (await _folder.RunAsync("status")).Output);
        var second = await _folder.RunAsync("deploy");
        var abort = await _folder.RunAsync("deploy-abort");

        Assert.Equal(1, second.ExitCode);
        Assert.StartsWith("Deploy already in progress.", second.Errors);
        Assert.Equal(
            """
            DestroyNew. booting: 0, online: 1, dying: 0, new_online: 0
            NewDestroyed. booting: 0, online: 1, dying: 0, new_online: 0
            deploy aborted

            """,
            abort.Errors);
        Assert.Equal(0, abort.ExitCode);
        Assert.Equal(new CommandResult(1, "", $"SpawnNew. booting: 1, online: 1, dying: 0, new_online: 0\n{abort.Errors}"), await deploy);
    }

    [Fact]
    public async Task A_deploy_is_aborted_while_its_old_workers_die()
    {
        _folder.Environment["MISBEHAVE"] = "never end";
        await _folder.StartAsync();
        var deploy = _folder.RunAsync("deploy");
        await _folder.UntilLoggedAsync("ShutdownOld. booting: 0, online: 0, dying: 1, new_online: 1");

        var abort = await _folder.RunAsync("deploy-abort");

        Assert.Equal(
            """
            DestroyOld. booting: 0, online: 0, dying: 1, new_online: 1
            OldExit. booting: 0, online: 0, dying: 0, new_online: 1
            deploy aborted

            """,
            abort.Errors);
        Assert.Equal(1, (await deploy).ExitCode);
        Assert.Equal("workers online: 1\n", (await _folder.RunAsync("status")).Output);
    }

    [Fact]
    public async Task Ctrl_C_aborts_a_deploy()
    {
        await _folder.StartAsync();
        _folder.Environment["MISBEHAVE"] = "hang";
        using var deploy = _folder.Start("deploy");
        var spawned = await deploy.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);

        ClusterFolder.Signal(deploy.Id, ClusterFolder.SIGINT);
        await deploy.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("SpawnNew. booting: 1, online: 1, dying: 0, new_online: 0", spawned);
        Assert.Equal(
            """
            aborting deploy
            DestroyNew. booting: 0, online: 1, dying: 0, new_online: 0
            NewDestroyed. booting: 0, online: 1, dying: 0, new_online: 0
            deploy aborted

            """,
            await deploy.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, deploy.ExitCode);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
