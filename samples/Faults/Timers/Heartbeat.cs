/// <summary>A service whose timer nobody keeps: after a garbage collection it beats no more.</summary>
internal sealed class Heartbeat : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = new Timer(_ => Console.WriteLine("beat"), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
