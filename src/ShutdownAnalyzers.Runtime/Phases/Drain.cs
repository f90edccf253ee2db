using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime;

/// <summary>Waits for what is in flight: requests, tracked work, hooks. For as long as <see cref="GracefulShutdownOptions.DrainTimeout"/>.</summary>
internal sealed class Drain(
    GracefulShutdownOptions options, PhaseLine phases, DrainHooks hooks, PendingWork work, Inspection inspection, ShutdownTelemetry telemetry,
    ILogger<Drain> logger, ITraffic? traffic = null)
{
    private int InFlight => traffic?.InFlightRequests ?? 0;

    public async Task RunAsync(CancellationToken hostGivesUp)
    {
        using var span = telemetry.Span("shutdown.drain");
        var atFirst = InFlight;
        logger.DrainingBegins(atFirst);

        using var drainTimeout = new CancellationTokenSource(options.DrainTimeout, options.Clock);
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(drainTimeout.Token, hostGivesUp);
        hooks.Begin();
        await Task.WhenAll(TrafficEndsAsync(timeUp.Token), work.WaitAsync(timeUp.Token));
        hooks.End();

        var inTime = !timeUp.IsCancellationRequested;
        telemetry.Drained(Math.Max(0, atFirst - InFlight), phases.Age, inTime);
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
        await options.Clock.UntilAsync(() => traffic.IsQuiet, timeUp);
    }
}
