using Microsoft.Extensions.Hosting;

namespace WorkerTestApp;

/// <summary>A service that fails to stop.</summary>
internal sealed class ThrowingStop : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("cannot stop");
}
