using ShutdownAnalyzers.Runtime;

namespace WebTestApp;

/// <summary>What may go wrong beside the drain; <c>--faults=a,b</c> chooses.</summary>
internal static class Faults
{
    public static void AddFaults(this IHostApplicationBuilder builder)
    {
        if (Has(builder.Configuration, "throwing-stop"))
            builder.Services.AddHostedService<ThrowingStop>();
    }

    public static void InjectFaults(this WebApplication app)
    {
        if (Has(app.Configuration, "slow-callback"))
            app.Lifetime.ApplicationStopping.Register(static () => Thread.Sleep(1500));
        if (Has(app.Configuration, "failing-hook"))
            app.Services.GetRequiredService<IGracefulShutdown>().OnDraining("say goodbye", static _ => throw new InvalidOperationException("nobody listens"));
        if (Has(app.Configuration, "busy-pool"))
            app.Lifetime.ApplicationStopping.Register(static () => OccupyThePool(TimeSpan.FromSeconds(1)));
        if (Has(app.Configuration, "collect-garbage"))
            app.Lifetime.ApplicationStarted.Register(CollectGarbage);
    }

    private static bool Has(IConfiguration configuration, string fault) => configuration["faults"]?.Split(',').Contains(fault) ?? false;

    private static void OccupyThePool(TimeSpan time)
    {
        for (var i = 0; i < 4 * Environment.ProcessorCount; i++)
            ThreadPool.QueueUserWorkItem(_ => Thread.Sleep(time));
    }

    private static void CollectGarbage()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private sealed class ThrowingStop : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("cannot stop");
    }
}
