using Microsoft.AspNetCore.Http;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// The requests in flight, in slots that are used again: a request costs no allocation, and what is known of it can be
/// read while it hangs. They are counted only when somebody asks.
/// </summary>
internal sealed class InFlightRequests
{
    private readonly PhaseLine _phases;
    private readonly OpenConnections _connections;
    private readonly SlotPool _slots;

    public InFlightRequests(PhaseLine phases, OpenConnections connections)
    {
        _phases = phases;
        _connections = connections;
        _slots = new SlotPool(this);
    }

    /// <summary>Whether requests pass <c>UseDrain</c>; without it none is known.</summary>
    public bool AreSeen { get; set; }

    public int Count => Taken().Length;

    public bool IsDraining => _phases.Current >= ShutdownPhase.Draining;

    /// <summary>All that have come so far.</summary>
    public long Total => _slots.Total;

    public bool IsEnding => _phases.Current != ShutdownPhase.Running;

    public RequestSlot Enter(HttpContext context)
    {
        var slot = _slots.Own.Take();
        slot.Enter(context);
        StirIfEnding();
        return slot;
    }

    public void Left(RequestSlot slot)
    {
        _slots.Own.GiveBack(slot);
        StirIfEnding();
    }

    public RequestSlot[] Taken() => _slots.Taken();

    public IEnumerable<string> ConnectionIds() => Taken().Select(static slot => slot.Read(static context => context.Connection.Id)).OfType<string>();

    /// <summary>Method, path, age and remote end of those chosen, the oldest first.</summary>
    public IEnumerable<PendingRequest> Describe(Func<RequestSlot, bool> choice) =>
        Taken().Where(choice).OrderBy(static slot => slot.Began).Select(Describe).OfType<PendingRequest>();

    private PendingRequest? Describe(RequestSlot slot) => slot.Read(context => new PendingRequest(
        context.Request.Method, context.Request.Path.ToString(), (Environment.TickCount64 - slot.Began) / 1000.0,
        $"{context.Connection.RemoteIpAddress}:{context.Connection.RemotePort}"));

    // Nobody looks at the connections' quiet before the end begins.
    private void StirIfEnding()
    {
        if (IsEnding)
            _connections.Stir();
    }
}
