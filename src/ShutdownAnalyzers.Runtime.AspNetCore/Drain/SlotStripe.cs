namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// The slots of a few threads. The one given back last is at hand without the lock, which is all that requests need
/// that are answered without a wait.
/// </summary>
internal sealed class SlotStripe(InFlightRequests requests)
{
    private readonly Lock _gate = new();
    private readonly List<RequestSlot> _all = [];
    private RequestSlot? _atHand;
    private RequestSlot? _free;

    /// <summary>How often a slot was taken.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
                return _all.Sum(static slot => slot.Uses);
        }
    }

    public RequestSlot Take() => Interlocked.Exchange(ref _atHand, null) ?? TakeFree();

    public void GiveBack(RequestSlot slot)
    {
        if (Interlocked.Exchange(ref _atHand, slot) is { } before)
            PutAside(before);
    }

    public RequestSlot[] Taken()
    {
        lock (_gate)
            return [.. _all.Where(static slot => slot.Context is not null)];
    }

    private RequestSlot TakeFree()
    {
        lock (_gate)
        {
            if (_free is { } slot)
                _free = slot.NextFree;
            else
                _all.Add(slot = new RequestSlot(requests, this));
            return slot;
        }
    }

    private void PutAside(RequestSlot slot)
    {
        lock (_gate)
        {
            slot.NextFree = _free;
            _free = slot;
        }
    }
}
