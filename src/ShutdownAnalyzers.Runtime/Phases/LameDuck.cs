namespace ShutdownAnalyzers.Runtime;

/// <summary>The time in which everything is served still, and every connection is asked to close.</summary>
internal sealed class LameDuck(GracefulShutdownOptions options, PhaseLine phases, ShutdownTelemetry telemetry, ITraffic? traffic = null)
{
    /// <summary>Without traffic there is nobody to wait for.</summary>
    public async Task LastAsync(CancellationToken hostGivesUp)
    {
        if (traffic is null)
            return;

        using var span = telemetry.Span("shutdown.lame_duck");
        if (options.LeavesQueueToOthers)
            await traffic.StopAcceptingAsync(hostGivesUp);

        await options.Clock.UntilAsync(() => IsOver(traffic), hostGivesUp);
    }

    private bool IsOver(ITraffic traffic) =>
        phases.Current != ShutdownPhase.LameDuck
        || phases.Age >= options.LameDuckPeriod
        || (options.EndLameDuckEarly && traffic.IsGone);
}
