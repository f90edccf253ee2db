/// <summary>A service that ends its timer, but not what the timer has begun.</summary>
internal sealed class Exporter(IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    private Timer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = new Timer(_ => Export(), null, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Change(Timeout.Infinite, 0);
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void Export()
    {
        lifetime.ApplicationStarted.WaitHandle.WaitOne();
        Console.WriteLine("export begins");
        Thread.Sleep(TimeSpan.FromSeconds(5));
        Console.WriteLine("export ends");
    }
}
