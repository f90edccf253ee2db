using System.Numerics;
using Microsoft.AspNetCore.Http;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// The requests in flight, in slots that are used again: a request costs no allocation, and what is known of it can be
/// read while it hangs. Slots are kept apart by thread, so that few threads meet, and counted only when somebody asks.
/// </summary>
internal sealed class InFlightRequests
{
    private const int StripesPerCore = 4; // There are more threads than cores.

    private readonly PhaseLine _phases;
    private readonly OpenConnections _connections;
    private readonly SlotStripe[] _stripes;

    public InFlightRequests(PhaseLine phases, OpenConnections connections)
    {
        _phases = phases;
        _connections = connections;
        var powerOfTwo = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount * StripesPerCore);
        _stripes = [.. Enumerable.Range(0, powerOfTwo).Select(_ => new SlotStripe(this))];
    }

    /// <summary>Whether requests pass <c>UseDrain</c>; without it none is known.</summary>
    public bool AreSeen { get; set; }

    public int Count => Taken().Count();

    public bool IsDraining => _phases.Current >= ShutdownPhase.Draining;

    /// <summary>All that have come so far.</summary>
    public long Total => _stripes.Sum(static stripe => stripe.Total);

    public bool IsEnding => _phases.Current != ShutdownPhase.Running;

    public RequestSlot Enter(HttpContext context)
    {
        var slot = _stripes[Environment.CurrentManagedThreadId & (_stripes.Length - 1)].Take();
        slot.Enter(context);
        StirIfEnding();
        return slot;
    }

    /// <summary>Nobody looks at the connections' quiet before the end begins.</summary>
    public void StirIfEnding()
    {
        if (IsEnding)
            _connections.Stir();
    }

    public IEnumerable<RequestSlot> Taken() => _stripes.SelectMany(static stripe => stripe.Taken());

    public IEnumerable<string> ConnectionIds() => Taken().Select(static slot => slot.Read(static context => context.Connection.Id)).OfType<string>();

    /// <summary>Method, path, age and remote end of those chosen, the oldest first.</summary>
    public IEnumerable<PendingRequest> Describe(Func<RequestSlot, bool> choice) =>
        Taken().Where(choice).OrderBy(static slot => slot.Began).Select(Describe).OfType<PendingRequest>();

    private PendingRequest? Describe(RequestSlot slot) => slot.Read(context => new PendingRequest(
        context.Request.Method, context.Request.Path.ToString(), (Environment.TickCount64 - slot.Began) / 1000.0,
        $"{context.Connection.RemoteIpAddress}:{context.Connection.RemotePort}"));
}
