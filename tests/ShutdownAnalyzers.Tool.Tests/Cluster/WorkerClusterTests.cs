namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>A program that runs itself as supervisor and workers.</summary>
public sealed class WorkerClusterTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task It_starts_itself_as_workers_and_takes_the_commands()
    {
        using var program = _folder.StartApp("supervise-yourself");
        Assert.Equal("workers online: 2", await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        Assert.Equal("""["supervise-yourself"]""", await _folder.GetAsync("/arguments"));
        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);
        Assert.Equal("hello", await _folder.GetAsync("/"));
        Assert.Equal(0, (await _folder.RunAsync("stop")).ExitCode);

        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, program.ExitCode);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
