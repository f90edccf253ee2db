using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime;

/// <summary>
/// The state machine: Running → LameDuck → Draining → Stopping → Exited.
/// It runs in <see cref="StoppingAsync"/>, which the host awaits before it stops any service, so the server still serves.
/// </summary>
internal sealed class ShutdownSequence(
    PhaseLine phases, StopSignals signals, Watchdog watchdog, LameDuck lameDuck, Drain drain, PendingWork work, HostedServices hostedServices,
    ShutdownTelemetry telemetry, IHostApplicationLifetime lifetime, ILogger<ShutdownSequence> logger, ITraffic? traffic = null)
    : IHostedLifecycleService, IDisposable
{
    private const int FailedExitCode = 1;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        hostedServices.Remember();
        signals.Watch(first: signal => Begin(signal.ToString()), again: signal => watchdog.ExitNow($"a second signal, {signal}"));
        lifetime.ApplicationStopping.Register(() => Begin(nameof(lifetime.StopApplication)));
        lifetime.ApplicationStopped.Register(End);
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        Begin(nameof(lifetime.StopApplication));
        TellTheApp();
        await lameDuck.LastAsync(cancellationToken);
        if (!phases.TryEnter(ShutdownPhase.Draining))
            return; // Stopped before, or twice at the same time.

        await drain.RunAsync(cancellationToken);
        phases.TryEnter(ShutdownPhase.Stopping);
        _ = traffic?.CutHalfSentAsync(lifetime.ApplicationStopped);
    }

    // A host that is stopped without a signal would tell it only after the drain. Not waited for before the drain, for a callback may hang.
    private void TellTheApp()
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
            work.Add("the callbacks of ApplicationStopping", Task.Run(lifetime.StopApplication));
    }

    private void Begin(string cause)
    {
        watchdog.Arm(cause);
        if (!phases.TryEnter(ShutdownPhase.LameDuck))
            return;

        telemetry.ShutdownBegins(cause);
        logger.ShutdownBegins(cause);
    }

    private void End()
    {
        if (!phases.TryEnter(ShutdownPhase.Exited))
            return;

        if (hostedServices.OneHasFailed && Environment.ExitCode == 0)
        {
            Environment.ExitCode = FailedExitCode;
            logger.ServiceFailed(FailedExitCode);
        }

        telemetry.ShutdownEnds();
        LetGo();
    }

    /// <summary>
    /// A process that was told by a signal to end is watched until it has.
    /// A host that was merely stopped may be one of many in its process, and leaves nothing behind.
    /// </summary>
    private void LetGo()
    {
        if (!signals.Received)
            watchdog.Disarm();
    }

    public void Dispose() => LetGo();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
