namespace ForcedExit;

/// <summary>Needs a moment to bring what it has to disk.</summary>
internal sealed class Journal : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine("started");
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
            Console.WriteLine("flushed");
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("lost");
        }
    }
}
