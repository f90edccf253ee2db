using Microsoft.Extensions.Hosting;

namespace WorkerTestApp;

/// <summary>A background service that does not hear its stopping token.</summary>
internal sealed class DeafService : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.Infinite, CancellationToken.None);
}
