namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Workers that know systemd's sockets, and nothing of a supervisor.</summary>
public sealed class OnlineWhenListeningTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task They_are_online_when_they_wait_for_connections_and_end_by_SIGTERM()
    {
        await _folder.StartAsync("--online-when", "listening", "--worker-count", "2");
        Assert.All(await _folder.WorkersAsync(), static worker => Assert.True(worker.GetProperty("memoryBytes").GetInt64() > 1 << 20));
        Assert.Equal("hello", await _folder.GetAsync("/"));

        await _folder.ReplaceTwoWorkersByOneAsync();

        Assert.InRange((await _folder.GetAsync("/descriptors")).Split("socket:").Length - 1, 2, 3); // The listening one, the connection that asks, and the runtime's own.
    }

    [Fact]
    public async Task One_that_starts_and_does_not_listen_is_not_online()
    {
        _folder.Environment["MISBEHAVE"] = "hang";

        var start = await _folder.StartAsync("--online-when", "listening", "--online-timeout", "2");

        Assert.Equal(1, start.ExitCode);
        Assert.Contains("\nTimeout. booting: 1, online: 0, dying: 0, new_online: 0\nDestroyNew. ", start.Errors);
    }

    [Fact]
    public async Task The_supervisor_goes_on_speaking_for_them_after_it_was_replaced()
    {
        await _folder.StartAsync("--online-when", "listening");
        var worker = await _folder.GetAsync("/pid");

        ClusterFolder.Signal(_folder.Supervisor, ClusterFolder.SIGUSR2);
        await _folder.UntilLoggedAsync("Bootup. booting: 0, online: 1, dying: 0, new_online: 0");

        Assert.Equal(worker, await _folder.GetAsync("/pid"));
        Assert.Equal(0, (await _folder.RunAsync("stop")).ExitCode);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
