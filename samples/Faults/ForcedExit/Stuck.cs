namespace ForcedExit;

/// <summary>Waits for something that does not come, as long as it may.</summary>
internal sealed class Stuck : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("gave up");
        }
    }
}
