using System.Net;
using System.Runtime.InteropServices;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>node's <c>cluster</c> module, with <c>cluster.js</c>: SIGHUP replaces its two workers in turn.</summary>
internal sealed class NodeCluster : IContender
{
    private readonly AppProcess _primary;
    private int _deploys;

    private NodeCluster(AppProcess primary) => _primary = primary;

    public string Name => "node cluster, SIGHUP";

    public IPEndPoint Server => _primary.Server;

    public static async Task<IContender> StartAsync(CancellationToken cancellation)
    {
        var primary = AppProcess.StartCommand(NodeFolder.Node, Environment.CurrentDirectory, NodeFolder.Script("cluster.js"), $"{Loopback.FreePort()}");
        await primary.WaitForOutputAsync("both workers listen", cancellation).OrDisposeAsync(primary);
        return new NodeCluster(primary);
    }

    public Task DeployAsync(CancellationToken cancellation)
    {
        _primary.Signal(PosixSignal.SIGHUP);
        return _primary.WaitForOutputAsync($"deployed {++_deploys} times", cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _primary.Dispose();
        return ValueTask.CompletedTask;
    }
}
