using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime;

/// <summary>
/// The state machine: Running → LameDuck → Draining → Stopping → Exited.
/// It runs in <see cref="StoppingAsync"/>, which the host awaits before it stops any service, so the server still serves.
/// </summary>
internal sealed class ShutdownSequence(
    GracefulShutdownOptions options, PhaseLine phases, StopSignals signals, Watchdog watchdog, Inspection inspection,
    DrainHooks hooks, PendingWork work, HostedServices hostedServices, ShutdownTelemetry telemetry, IHostApplicationLifetime lifetime,
    ILogger<ShutdownSequence> logger, ITraffic? traffic = null) : IHostedLifecycleService, IDisposable
{
    private const int FailedExitCode = 1;
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(2);

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
        await LameDuckAsync(cancellationToken);
        if (!phases.TryEnter(ShutdownPhase.Draining))
            return; // Stopped before, or twice at the same time.

        await DrainAsync(cancellationToken);
        phases.TryEnter(ShutdownPhase.Stopping);
        _ = traffic?.CutHalfSentAsync(lifetime.ApplicationStopped);
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

    private async Task LameDuckAsync(CancellationToken hostGivesUp)
    {
        if (traffic is null)
            return;

        using var span = telemetry.Span("shutdown.lame_duck");
        if (options.LeavesQueueToOthers)
            await traffic.StopAcceptingAsync(hostGivesUp);

        await UntilAsync(() => phases.Current != ShutdownPhase.LameDuck
            || phases.Age >= options.LameDuckPeriod
            || (options.EndLameDuckEarly && traffic.IsGone), hostGivesUp);
    }

    private async Task DrainAsync(CancellationToken hostGivesUp)
    {
        using var span = telemetry.Span("shutdown.drain");
        var inFlight = traffic?.InFlightRequests ?? 0;
        logger.DrainingBegins(inFlight);

        using var drainTimeout = new CancellationTokenSource(options.DrainTimeout, options.Clock);
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(drainTimeout.Token, hostGivesUp);
        hooks.Begin();
        await Task.WhenAll(TrafficEndsAsync(timeUp.Token), work.WaitAsync(timeUp.Token));
        hooks.End();

        var inTime = !timeUp.IsCancellationRequested;
        telemetry.Drained(Math.Max(0, inFlight - (traffic?.InFlightRequests ?? 0)), phases.Age, inTime);
        if (inTime)
            logger.Drained(phases.Age);
        else
            logger.DrainTimedOut(inspection.Report(drainTimeout.IsCancellationRequested
                ? $"The drain took longer than DrainTimeout ({options.DrainTimeout.TotalSeconds} s)."
                : "The host gave up waiting for the drain.").ToString());
    }

    private async Task TrafficEndsAsync(CancellationToken timeUp)
    {
        if (traffic is null)
            return;

        _ = traffic.CloseWebSocketsAsync(hooks.TimeUp);
        await traffic.StopAcceptingAsync(timeUp);
        await UntilAsync(() => traffic.IsQuiet, timeUp);
    }

    private async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition() && !cancellationToken.IsCancellationRequested)
            await Task.Delay(s_lookAgain, options.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
