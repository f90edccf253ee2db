using System.Net;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>One plain Kestrel with nothing before it: stopped, and started again.</summary>
internal sealed class RestartedKestrel : IContender
{
    private AppProcess _process;

    private RestartedKestrel(AppProcess process)
    {
        _process = process;
        Server = process.Server;
    }

    public string Name => "Kestrel, restarted";

    public IPEndPoint Server { get; }

    public static async Task<IContender> StartAsync(CancellationToken cancellation) =>
        new RestartedKestrel(await KestrelProcess.StartAsync(Loopback.FreePort(), cancellation));

    public async Task DeployAsync(CancellationToken cancellation)
    {
        _process.Terminate();
        await _process.WaitForExitAsync(cancellation);
        _process.Dispose();
        _process = await KestrelProcess.StartAsync(Server.Port, cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
