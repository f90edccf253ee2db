namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>A worker that does nothing any more, and does not end.</summary>
public sealed class FrozenWorkerTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task Its_sibling_serves_and_a_deploy_replaces_it_after_the_shutdown_timeout()
    {
        await _folder.StartAsync("--worker-count", "2", "--shutdown-timeout", "1");
        var frozen = (await _folder.PidsAsync())[0];

        await _folder.FreezeAsync(frozen);
        for (var connection = 0; connection < 20; connection++)
            Assert.Equal("1", await _folder.GetAsync("/number"));
        var deploy = await _folder.RunAsync("deploy");

        Assert.Equal(0, deploy.ExitCode);
        Assert.Contains("\nDestroyOld. booting: 0, online: 0, dying: 1, new_online: 2\nOldExit. booting: 0, online: 0, dying: 0, new_online: 2\ndone\n", deploy.Errors);
        Assert.DoesNotContain(frozen, await _folder.PidsAsync());
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
