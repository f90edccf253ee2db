namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Workers that are replaced.</summary>
public sealed class DeployTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task All_new_workers_are_online_before_an_old_one_is_told_to_go()
    {
        await _folder.StartAsync("--worker-count", "2");
        _folder.Environment["GREETING"] = "hola";

        var deploy = await _folder.RunAsync("deploy", "--worker-count", "1");

        Assert.Equal(
            """
            SpawnNew. booting: 1, online: 2, dying: 0, new_online: 0
            NewOnline. booting: 0, online: 2, dying: 0, new_online: 1
            ShutdownOld. booting: 0, online: 1, dying: 1, new_online: 1
            ShutdownOld. booting: 0, online: 0, dying: 2, new_online: 1
            OldExit. booting: 0, online: 0, dying: 1, new_online: 1
            OldExit. booting: 0, online: 0, dying: 0, new_online: 1
            done

            """,
            deploy.Errors);
        Assert.Equal(new CommandResult(0, "", deploy.Errors), deploy);
        Assert.Equal("hola", await _folder.GetAsync("/variable?name=GREETING"));
        Assert.Equal("0", await _folder.GetAsync("/number"));
        Assert.Equal("workers online: 1\n", (await _folder.RunAsync("status")).Output);
    }

    [Fact]
    public async Task A_deploy_that_cannot_boot_changes_nothing()
    {
        await _folder.StartAsync();
        var before = await _folder.GetAsync("/pid");
        _folder.Environment["MISBEHAVE"] = "crash";

        var deploy = await _folder.RunAsync("deploy", "--worker-count", "3");

        Assert.Equal(1, deploy.ExitCode);
        Assert.Contains("\nNewDeath. booting: 0, online: 1, dying: 0, new_online: 0\nDeploy failed. Check stderr.log", deploy.Errors);
        Assert.Equal(before, await _folder.GetAsync("/pid"));
        Assert.Equal(new CommandResult(0, "workers online: 1\n", ""), await _folder.RunAsync("status"));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
