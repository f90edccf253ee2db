namespace BackgroundWork;

internal sealed class Finisher(IHostApplicationLifetime lifetime) : IHostedService
{
    private Task _work = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Ready.Signal();
        lifetime.ApplicationStopping.Register(() => _work = Task.Delay(TimeSpan.FromSeconds(3)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _work; // SHUT407
        Console.WriteLine(cancellationToken.IsCancellationRequested ? "Waited beyond the shutdown timeout" : "Waited within the shutdown timeout");
    }
}
