namespace BackgroundWork;

internal sealed class Failing : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        throw new InvalidOperationException("The service has failed"); // SHUT406
    }
}
