using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ShutdownAnalyzers.Runtime;
using WorkerTestApp;

// A worker whose shutdown the tests look at from outside. `--faults a,b` chooses what is wrong with it;
// its options come from the command line as well, as `--GracefulShutdown:ForcedExitTimeout 00:00:02`.
var builder = Host.CreateApplicationBuilder(args);
builder.AddGracefulShutdown();
builder.Services.AddHostedService<Heartbeat>();

var faults = builder.Configuration["faults"]?.Split(',') ?? [];
foreach (var fault in faults)
{
    _ = fault switch
    {
        "deaf-service" => builder.Services.AddHostedService<DeafService>(),
        "slow-start" => builder.Services.AddHostedService<SlowStart>(),
        "cancelled-start" => builder.Services.AddHostedService<CancelledStart>(),
        "failing-service" => builder.Services.AddHostedService<FailingService>(),
        "hung-stop" => builder.Services.AddHostedService<HungStop>(),
        "throwing-stop" => builder.Services.AddHostedService<ThrowingStop>(),
        "systemd-like" => builder.Services.AddSingleton<IHostLifetime, SystemdLikeLifetime>(),
        _ => null,
    };
}

using var host = builder.Build();
var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
var shutdown = host.Services.GetRequiredService<IGracefulShutdown>();
var log = host.Services.GetRequiredService<ILogger<Heartbeat>>();

foreach (var fault in faults.Except(["deaf-service", "failing-service", "hung-stop", "slow-start", "cancelled-start", "throwing-stop", "systemd-like"]))
{
    Action inject = fault switch
    {
        "stop-itself" => () => lifetime.ApplicationStarted.Register(lifetime.StopApplication),
        "hung-callback" => () => lifetime.ApplicationStopping.Register(static () => Thread.Sleep(Timeout.Infinite)),
        "foreground-thread" => static () => new Thread(static () => Thread.Sleep(Timeout.Infinite)) { Name = "importer" }.Start(),
        "hung-exit-handler" => static () => AppDomain.CurrentDomain.ProcessExit += static (_, _) => Thread.Sleep(Timeout.Infinite),
        "hung-hook" => () => shutdown.OnDraining("flush the outbox", static async _ => await Task.Delay(Timeout.Infinite, CancellationToken.None)),
        "failing-hook" => () => shutdown.OnDraining("say goodbye", static _ => throw new InvalidOperationException("nobody listens")),
        "good-hook" => () => shutdown.OnDraining("good hook", async _ =>
        {
            await Task.Delay(100, CancellationToken.None);
            log.LogInformation("good hook has run");
        }),
        "blocking-hook" => () => shutdown.OnDraining("count to infinity", static _ =>
        {
            Thread.Sleep(Timeout.Infinite);
            return ValueTask.CompletedTask;
        }),
        "slow-callback" => () => lifetime.ApplicationStopping.Register(static () => Thread.Sleep(1000)),
        "starved-pool" => () => lifetime.ApplicationStarted.Register(() =>
        {
            for (var i = 0; i < 10_000; i++)
                ThreadPool.QueueUserWorkItem(static _ => Thread.Sleep(Timeout.Infinite));
            log.LogInformation("the pool is starved");
        }),
        "tracked-work" => () => shutdown.Track("nightly import", Task.Delay(Timeout.Infinite)),
        "collect-garbage" => () => lifetime.ApplicationStarted.Register(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            log.LogInformation("garbage is collected");
        }),
        _ => throw new ArgumentException($"No such fault: {fault}"),
    };
    inject();
}

await host.RunAsync();
Console.WriteLine("host has stopped");
