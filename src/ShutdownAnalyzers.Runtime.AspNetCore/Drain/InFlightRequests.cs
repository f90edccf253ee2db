using Microsoft.AspNetCore.Http;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// The requests in flight, in slots that are used again: a request costs no allocation, and what is known of it can be
/// read while it hangs. Slots are kept per core, and counted only when somebody asks.
/// </summary>
internal sealed class InFlightRequests
{
    private readonly TimeProvider _clock;
    private readonly PhaseLine _phases;
    private readonly OpenConnections _connections;
    private readonly SlotStripe[] _stripes;

    public InFlightRequests(GracefulShutdownOptions options, PhaseLine phases, OpenConnections connections)
    {
        _clock = options.Clock;
        _phases = phases;
        _connections = connections;
        _stripes = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new SlotStripe(this))];
    }

    public int Count => _stripes.Sum(static stripe => stripe.Taken().Length);

    public bool IsEnding => _phases.Current != ShutdownPhase.Running;

    public RequestSlot Enter(HttpContext context)
    {
        var slot = _stripes[Thread.GetCurrentProcessorId() % _stripes.Length].Take();
        slot.Began = _clock.GetTimestamp();
        slot.Context = context;
        StirIfEnding();
        return slot;
    }

    /// <summary>Nobody looks at the connections' quiet before the end begins.</summary>
    public void StirIfEnding()
    {
        if (IsEnding)
            _connections.Stir();
    }

    /// <summary>Method, path and age of each, the oldest first.</summary>
    public IEnumerable<string> Describe() => _stripes
        .SelectMany(static stripe => stripe.Taken())
        .OrderBy(static slot => slot.Began)
        .Select(slot => slot.Describe(_clock));
}
