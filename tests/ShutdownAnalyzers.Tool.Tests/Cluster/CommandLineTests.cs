namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>What is written on the command line, rightly or wrongly.</summary>
public sealed class CommandLineTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Theory]
    [InlineData("start", "--no-such-option", "1", "app.dll")]
    [InlineData("start", "--worker-count", "some", "app.dll")]
    [InlineData("start", "--max-memory", "1T", "app.dll")]
    [InlineData("start", "--stdout", "-", "app.dll")]
    [InlineData("start", "--online-when", "listening", "--heartbeat", "1", "app.dll")]
    [InlineData("start")]
    [InlineData("stop", "--timeout", "soon")]
    [InlineData("status", "--no-such-option")]
    [InlineData("no-such-command")]
    public async Task What_is_not_understood_is_answered_with_the_usage(params string[] arguments)
    {
        var result = await _folder.RunAsync(arguments);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("Usage:", result.Errors);
    }

    [Fact]
    public async Task What_stands_behind_the_app_is_the_apps()
    {
        await _folder.RunAsync("start", "--urls=http://127.0.0.1:0", ClusterFolder.App, "--worker-count", "7", "herp derp", "--json");

        Assert.Equal("""["--worker-count","7","herp derp","--json"]""", await _folder.GetAsync("/arguments"));
        Assert.Equal("workers online: 1\n", (await _folder.RunAsync("status")).Output);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_named()
    {
        var start = await _folder.StartAsync("--ipc-file", "/dev/null/cluster.ipc");

        Assert.Equal((1, ""), (start.ExitCode, start.Output));
        Assert.StartsWith("unable to start daemon: ", start.Errors);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await _folder.StartAsync();

        var start = await _folder.RunAsync("start", "--ipc-file", "other.ipc", "--pid-file", "other.pid", "--urls", $"http://{_folder.Server}", ClusterFolder.App);

        Assert.Equal(1, start.ExitCode);
        Assert.StartsWith($"unable to start daemon: http://{_folder.Server} cannot be listened on: ", start.Errors);
        Assert.False(File.Exists(_folder.PathOf("other.pid")), "A pid file is left.");
    }

    [Fact]
    public async Task The_version_and_the_help_are_shown()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", (await _folder.RunAsync("version")).Output);
        Assert.Contains("--online-timeout", (await _folder.RunAsync("help", "start")).Output);
        Assert.Contains("deploy-abort", (await _folder.RunAsync("help")).Output);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
