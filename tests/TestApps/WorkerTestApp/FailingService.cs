using Microsoft.Extensions.Hosting;

namespace WorkerTestApp;

/// <summary>A background service that fails once the app has started.</summary>
internal sealed class FailingService(IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task;
        throw new InvalidOperationException("the queue is gone");
    }
}
