namespace BackgroundWork;

internal sealed class Flusher : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Ready.Signal();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken); // SHUT408
    }
}
