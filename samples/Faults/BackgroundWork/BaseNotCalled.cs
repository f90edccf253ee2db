namespace BackgroundWork;

internal sealed class Closer : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken) // SHUT403
    {
        await Console.Out.FlushAsync(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Ready.Signal();
        await Task.Delay(Timeout.Infinite, stoppingToken);
    }
}
