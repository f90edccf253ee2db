using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ShutdownAnalyzers.Runtime;

/// <summary>The metrics and the trace of a shutdown. The names are stable.</summary>
internal sealed class ShutdownTelemetry : IDisposable
{
    public const string Name = "ShutdownAnalyzers.Runtime";

    private readonly ActivitySource _source = new(Name);
    private readonly Meter _meter;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _drained;
    private readonly Histogram<double> _drainDuration;
    private Activity? _shutdown;

    public ShutdownTelemetry(PhaseLine phases, ITraffic? traffic = null, IMeterFactory? meters = null)
    {
        _meter = meters?.Create(new MeterOptions(Name)) ?? new Meter(Name);
        _meter.CreateObservableGauge("shutdown.phase", () => (int)phases.Current, description: "0 Running, 1 LameDuck, 2 Draining, 3 Stopping, 4 Exited.");
        _meter.CreateObservableUpDownCounter("shutdown.active_requests", () => traffic?.InFlightRequests ?? 0, "{request}", "Requests in flight behind UseDrain.");
        _meter.CreateObservableUpDownCounter("shutdown.open_websockets", () => traffic?.OpenWebSockets ?? 0, "{websocket}", "WebSockets open behind UseDrain.");
        _rejected = _meter.CreateCounter<long>("shutdown.rejected_requests", "{request}", "Requests that came too late and were rejected.");
        _drained = _meter.CreateCounter<long>("shutdown.drained_requests", "{request}", "Requests that were in flight when draining began and ended within its time.");
        _drainDuration = _meter.CreateHistogram<double>("shutdown.drain.duration", "s", "How long draining took.");
    }

    public void Rejected() => _rejected.Add(1);

    public void Drained(int requests, TimeSpan duration, bool inTime)
    {
        _drained.Add(requests);
        _drainDuration.Record(duration.TotalSeconds, KeyValuePair.Create("shutdown.in_time", (object?)inTime));
    }

    /// <summary>Opens the span of the whole shutdown: a trace of its own, whoever has asked for it.</summary>
    public void ShutdownBegins(string cause)
    {
        var asker = Activity.Current;
        Activity.Current = null;
        _shutdown = _source.StartActivity("shutdown")?.SetTag("shutdown.cause", cause);
        Activity.Current = asker;
    }

    /// <summary>Opens the span of a phase or a hook, current until it is disposed.</summary>
    public Activity? Span(string name) => _source.StartActivity(name, ActivityKind.Internal, _shutdown?.Context ?? default);

    public void ShutdownEnds() => _shutdown?.Dispose();

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }
}
