/// <summary>A service whose work the timer does not wait for.</summary>
internal sealed class Cleaner : IHostedService
{
    private Timer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = new Timer(async _ => await CleanAsync(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    private static Task CleanAsync() => Console.Out.WriteLineAsync("clean");
}
