using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>A supervisor whose program is replaced by SIGUSR2.</summary>
public sealed class UpgradeTests : IAsyncDisposable
{
    private readonly DirectoryInfo _toolCopy = Directory.CreateTempSubdirectory("tool-");
    private readonly ClusterFolder _folder;

    public UpgradeTests()
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(ClusterFolder.BuiltTool)!))
            File.Copy(file, Path.Combine(_toolCopy.FullName, Path.GetFileName(file)));
        _folder = new ClusterFolder { Tool = Path.Combine(_toolCopy.FullName, Path.GetFileName(ClusterFolder.BuiltTool)) };
    }

    [Fact]
    public async Task The_workers_serve_on_and_are_the_next_ones()
    {
        using var supervisor = _folder.Start("start", "--urls", "http://127.0.0.1:0", "--daemon-mode", "false", "--worker-count", "2", ClusterFolder.App);
        Assert.Equal("workers online: 2", await supervisor.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        await _folder.KillWorkerAsync(0);
        await _folder.UntilLoggedAsync("WorkerOnline. booting: 0, online: 2, dying: 0, new_online: 0", "Ready. booting: 0, online: 2, dying: 0, new_online: 0");
        var workers = await _folder.PidsAsync();
        using var load = LoadRun.Start(_folder.Server,
        [
            new("kept alive", 4, new Request("GET", "/")) { ThinkTime = (1, 20) },
            new("new connection each time", 4, new Request("GET", "/")) { KeepAlive = false, ThinkTime = (1, 10) },
        ]);
        await load.WarmUpAsync(TestContext.Current.CancellationToken);

        for (var upgrade = 1; upgrade <= 2; upgrade++)
        {
            ClusterFolder.Signal(supervisor.Id, ClusterFolder.SIGUSR2);
            await _folder.UntilAsync(() => _folder.Log.Split("Bootup. booting: 0, online: 2, dying: 0, new_online: 0\nReady.").Length > upgrade, "The next supervisor");
        }

        Assert.Equal(workers, await _folder.PidsAsync());
        Assert.Equal([1, 0], (await _folder.WorkersAsync()).Select(static worker => worker.GetProperty("restarts").GetInt32()));
        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);
        Assert.Empty((await load.EndAsync(TestContext.Current.CancellationToken)).Lost);
        Assert.Equal(supervisor.Id, _folder.Supervisor);
        Assert.Equal(0, (await _folder.RunAsync("stop")).ExitCode);
        await supervisor.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, supervisor.ExitCode);
        Assert.False(File.Exists(_folder.PathOf("shutdown.ipc")), "The control socket is left.");
    }

    [Fact]
    public async Task A_line_that_a_worker_has_begun_is_not_cut_in_two()
    {
        await _folder.StartAsync();
        await _folder.PostAsync("/print", new StringContent("one half, "));

        ClusterFolder.Signal(_folder.Supervisor, ClusterFolder.SIGUSR2);
        await _folder.UntilLoggedAsync("Bootup. booting: 0, online: 1, dying: 0, new_online: 0");
        await _folder.PostAsync("/print", new StringContent("the other\n"));

        await _folder.UntilAsync(() => File.ReadAllText(_folder.PathOf("stdout.log")).EndsWith("\none half, the other\n", StringComparison.Ordinal), "The line");
    }

    [Fact]
    public async Task A_program_that_does_not_start_changes_nothing()
    {
        await _folder.StartAsync();
        File.Move(_folder.Tool, _folder.Tool + ".away");

        ClusterFolder.Signal(_folder.Supervisor, ClusterFolder.SIGUSR2);
        await _folder.UntilAsync(() => _folder.Log.Contains("\nthe supervisor stays as it is: its program ended with ", StringComparison.Ordinal), "The refusal");
        File.Move(_folder.Tool + ".away", _folder.Tool);

        Assert.Equal(new CommandResult(0, "workers online: 1\n", ""), await _folder.RunAsync("status"));
        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        _toolCopy.Delete(recursive: true);
    }
}
