using System.Diagnostics;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>A supervisor in the foreground, and the signals it takes.</summary>
public sealed class SignalTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task In_the_foreground_it_blocks_until_a_signal_stops_it()
    {
        using var supervisor = await StartAsync();
        Assert.Equal(supervisor.Id.ToString(), await File.ReadAllTextAsync(_folder.PathOf("shutdown.pid"), TestContext.Current.CancellationToken));

        ClusterFolder.Signal(supervisor.Id, ClusterFolder.SIGTERM);

        await supervisor.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, supervisor.ExitCode);
        Assert.EndsWith("OldExit. booting: 0, online: 0, dying: 0, new_online: 0\nShutdown. booting: 0, online: 0, dying: 0, new_online: 0\n", _folder.Log);
    }

    [Fact]
    public async Task A_second_signal_kills_workers_that_hang()
    {
        _folder.Environment["MISBEHAVE"] = "never end";
        using var supervisor = await StartAsync();

        ClusterFolder.Signal(supervisor.Id, ClusterFolder.SIGTERM);
        await _folder.UntilLoggedAsync("ShutdownOld. booting: 0, online: 0, dying: 1, new_online: 0");
        await Task.Delay(TimeSpan.FromSeconds(0.2), TestContext.Current.CancellationToken); // Sooner it would be the same signal twice.
        ClusterFolder.Signal(supervisor.Id, ClusterFolder.SIGTERM);

        await supervisor.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\nDestroyOld. booting: 0, online: 0, dying: 1, new_online: 0\nOldExit. ", _folder.Log);
    }

    [Fact]
    public async Task SIGHUP_deploys()
    {
        using var supervisor = await StartAsync();

        ClusterFolder.Signal(supervisor.Id, ClusterFolder.SIGHUP);

        await _folder.UntilLoggedAsync(
            "SpawnNew. booting: 1, online: 1, dying: 0, new_online: 0",
            "NewOnline. booting: 0, online: 1, dying: 0, new_online: 1",
            "ShutdownOld. booting: 0, online: 0, dying: 1, new_online: 1",
            "OldExit. booting: 0, online: 0, dying: 0, new_online: 1",
            "Ready. booting: 0, online: 1, dying: 0, new_online: 0");
    }

    [Fact]
    public async Task SIGTTIN_adds_a_worker_and_SIGTTOU_takes_one_away()
    {
        using var supervisor = await StartAsync();

        ClusterFolder.Signal(supervisor.Id, ClusterFolder.SIGTTIN);
        await _folder.UntilLoggedAsync(
            "SpawnNew. booting: 1, online: 1, dying: 0, new_online: 0",
            "WorkerOnline. booting: 0, online: 2, dying: 0, new_online: 0",
            "Ready. booting: 0, online: 2, dying: 0, new_online: 0");

        ClusterFolder.Signal(supervisor.Id, ClusterFolder.SIGTTOU);
        await _folder.UntilLoggedAsync(
            "ShutdownOld. booting: 0, online: 1, dying: 1, new_online: 0",
            "OldExit. booting: 0, online: 1, dying: 0, new_online: 0");
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private async Task<Process> StartAsync()
    {
        var supervisor = _folder.Start("start", "--urls", "http://127.0.0.1:0", "--daemon-mode", "false", ClusterFolder.App);
        Assert.Equal("workers online: 1", await supervisor.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return supervisor;
    }
}
