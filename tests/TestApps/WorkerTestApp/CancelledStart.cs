using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorkerTestApp;

/// <summary>A service whose start never ends unless it is cancelled.</summary>
internal sealed class CancelledStart(ILogger<CancelledStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        log.LogInformation("starting slowly");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
