using Microsoft.Extensions.Hosting;

namespace WorkerTestApp;

/// <summary>A background service as it should be.</summary>
internal sealed class Heartbeat : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.Infinite, stoppingToken);
}
