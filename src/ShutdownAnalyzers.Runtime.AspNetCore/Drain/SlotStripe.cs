namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>The slots of one core.</summary>
internal sealed class SlotStripe(InFlightRequests requests)
{
    private readonly Lock _gate = new();
    private readonly List<RequestSlot> _all = [];
    private RequestSlot? _free;

    private long _total;

    /// <summary>How often a slot was taken.</summary>
    public long Total => Volatile.Read(ref _total);

    public RequestSlot Take()
    {
        lock (_gate)
        {
            _total++;
            if (_free is { } slot)
                _free = slot.NextFree;
            else
                _all.Add(slot = new RequestSlot(requests, this));
            return slot;
        }
    }

    public void GiveBack(RequestSlot slot)
    {
        lock (_gate)
        {
            slot.NextFree = _free;
            _free = slot;
        }
    }

    public RequestSlot[] Taken()
    {
        lock (_gate)
            return [.. _all.Where(static slot => slot.Context is not null)];
    }
}
