/// <summary>Says whether it is stopped, and whether there was time for it. Registered first, so it is stopped last.</summary>
internal sealed class Witness : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine(cancellationToken.IsCancellationRequested ? "stopped too late" : "stopped in time");
        return Task.CompletedTask;
    }
}

/// <summary>Wants to be sure that the others stop with it.</summary>
internal sealed class ThoroughWorker(IHost host) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await host.StopAsync();
    }
}

/// <summary>Knows the exit code it wants, and wants it now.</summary>
internal sealed class HastyWorker(IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            Environment.Exit(3);
    }
}

/// <summary>Writes what it has buffered when it is disposed.</summary>
internal sealed class Sink : IDisposable
{
    public void Dispose() => Console.WriteLine("sink flushed");
}

/// <summary>Never asks whether to go on.</summary>
internal static class Polling
{
    public static void Forever() => Thread.Sleep(Timeout.Infinite);
}
