using System.Diagnostics;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>A supervisor that may open nothing any more.</summary>
public sealed class DescriptorExhaustionTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task The_workers_serve_on_the_log_says_so_and_what_was_asked_for_is_done_when_it_can_be()
    {
        await _folder.StartAsync("--worker-count", "2");
        var workers = await _folder.PidsAsync();

        Limit("1:");
        var status = _folder.RunAsync("status");
        await _folder.UntilAsync(() => _folder.Log.Contains("\ncommands have to wait: too many open files\n", StringComparison.Ordinal), "The line about commands");
        ClusterFolder.Signal(workers[0], ClusterFolder.SIGKILL);
        await _folder.UntilAsync(() => _folder.Log.Contains("\nworker 0 could not be started: Too many open files\n", StringComparison.Ordinal), "The line about the worker");
        for (var connection = 0; connection < 10; connection++)
            Assert.Equal("1", await _folder.GetAsync("/number"));
        Limit("1024:");

        Assert.Equal(0, (await status).ExitCode);
        await _folder.UntilLoggedAsync("WorkerOnline. booting: 0, online: 2, dying: 0, new_online: 0", "Ready. booting: 0, online: 2, dying: 0, new_online: 0");
        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    /// <summary>Sets how many descriptors the supervisor may have, up to what nobody may exceed.</summary>
    private void Limit(string descriptors)
    {
        using var prlimit = Process.Start("prlimit", ["--pid", _folder.Supervisor.ToString(), $"--nofile={descriptors}"]);
        prlimit.WaitForExit();
        Assert.Equal(0, prlimit.ExitCode);
    }
}
