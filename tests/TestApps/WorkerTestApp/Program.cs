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
if (faults.Contains("deaf-service"))
    builder.Services.AddHostedService<DeafService>();

using var host = builder.Build();
var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
var shutdown = host.Services.GetRequiredService<IGracefulShutdown>();
var log = host.Services.GetRequiredService<ILogger<Heartbeat>>();

foreach (var fault in faults.Except(["deaf-service"]))
{
    Action inject = fault switch
    {
        "stop-itself" => () => lifetime.ApplicationStarted.Register(lifetime.StopApplication),
        "hung-callback" => () => lifetime.ApplicationStopping.Register(static () => Thread.Sleep(Timeout.Infinite)),
        "foreground-thread" => static () => new Thread(static () => Thread.Sleep(Timeout.Infinite)).Start(),
        "hung-exit-handler" => static () => AppDomain.CurrentDomain.ProcessExit += static (_, _) => Thread.Sleep(Timeout.Infinite),
        "hung-hook" => () => shutdown.OnDraining("flush the outbox", static async _ => await Task.Delay(Timeout.Infinite, CancellationToken.None)),
        "failing-hook" => () => shutdown.OnDraining("say goodbye", static _ => throw new InvalidOperationException("nobody listens")),
        "good-hook" => () => shutdown.OnDraining("good hook", async _ =>
        {
            await Task.Delay(100, CancellationToken.None);
            log.LogInformation("good hook has run");
        }),
        "tracked-work" => () => shutdown.Track("nightly import", Task.Delay(Timeout.Infinite)),
        "collect-garbage" => () => lifetime.ApplicationStarted.Register(static () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }),
        _ => throw new ArgumentException($"No such fault: {fault}"),
    };
    inject();
}

await host.RunAsync();
Console.WriteLine("host has stopped");
