namespace BackgroundWork;

internal static class Services
{
    public static IServiceCollection AddFaultyService(this IServiceCollection services, string? rule) => rule switch
    {
        "SHUT401" => services.AddHostedService<Poller>(),
        "SHUT402" => services.AddHostedService<Retrier>(),
        "SHUT403" => services.AddHostedService<Closer>(),
        "SHUT404" => services.AddHostedService<Customer>(),
        "SHUT406" => services.AddHostedService<Failing>(),
        "SHUT407" => services.AddHostedService<Finisher>(),
        "SHUT408" => services.AddHostedService<Flusher>(),
        _ => throw new ArgumentException($"There is no service with the fault '{rule}'."),
    };
}

/// <summary>Is stopped after all others, and says what it sees.</summary>
internal sealed class Witness(IServiceProvider services, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Ready.Signal);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var service in services.GetServices<IHostedService>().OfType<BackgroundService>())
            Console.WriteLine($"{service.GetType().Name} {(service.ExecuteTask is { IsCompleted: false } ? "is still at work" : "has ended")}");

        return Task.CompletedTask;
    }
}

/// <summary>Says when the app and its faulty service have both started: then it may be told to stop.</summary>
internal static class Ready
{
    private static int s_missing = 2;

    public static void Signal()
    {
        if (Interlocked.Decrement(ref s_missing) == 0)
            Console.WriteLine("ready");
    }
}
