namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>A supervisor that is killed.</summary>
public sealed class SupervisorLossTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task Its_workers_finish_what_they_have_and_leave_and_the_next_one_takes_the_files_over()
    {
        await _folder.StartAsync("--worker-count", "2");
        var workers = await _folder.PidsAsync();
        var slow = _folder.GetAsync("/slow?ms=1500");
        await _folder.UntilAsync(async () => (await _folder.WorkersAsync()).Sum(static worker => worker.GetProperty("inFlight").GetInt32()) == 1, "A request in flight");

        ClusterFolder.Signal(_folder.Supervisor, ClusterFolder.SIGKILL);

        Assert.Equal("slow", await slow);
        await _folder.UntilAsync(() => !workers.Any(static worker => Directory.Exists($"/proc/{worker}")), "The end of the workers");
        Assert.Equal(new CommandResult(1, "", "unable to connect to ipc-file `shutdown.ipc`\n"), await _folder.RunAsync("status"));

        var refused = await _folder.StartAsync();
        var started = await _folder.StartAsync("--remove-old-ipc", "true");

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("unable to connect to ipc-file `shutdown.ipc`\n\n1. the ipc file specified is invalid, or\n2. the daemon process died unexpectedly\n", refused.Errors);
        Assert.StartsWith("unable to connect to ipc-file `shutdown.ipc`\n\nremoving the ipc-file and attempting to continue\nBootup. ", started.Errors);
        Assert.Equal((0, "workers online: 1\n"), (started.ExitCode, started.Output));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
