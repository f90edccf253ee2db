using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorkerTestApp;

/// <summary>A service that takes its time to start, whatever its token says.</summary>
internal sealed class SlowStart(ILogger<SlowStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        log.LogInformation("starting slowly");
        await Task.Delay(1500, CancellationToken.None);
        log.LogInformation("started slowly");
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        log.LogInformation("slow start stopped");
        return Task.CompletedTask;
    }
}
