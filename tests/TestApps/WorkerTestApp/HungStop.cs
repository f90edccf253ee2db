using Microsoft.Extensions.Hosting;

namespace WorkerTestApp;

/// <summary>A service that never stops.</summary>
internal sealed class HungStop : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, CancellationToken.None);
}
