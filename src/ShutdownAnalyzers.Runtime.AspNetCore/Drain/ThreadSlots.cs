namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>The free slots of one thread. Half of them come from the pool, or go back there, at a time.</summary>
internal sealed class ThreadSlots(SlotPool pool)
{
    private const int Most = 32;

    private readonly RequestSlot[] _free = new RequestSlot[Most];
    private int _count;

    public RequestSlot Take()
    {
        if (_count == 0)
            _count = pool.Fetch(_free.AsSpan(0, Most / 2));
        return _free[--_count];
    }

    public void GiveBack(RequestSlot slot)
    {
        if (_count == Most)
            pool.TakeBack(_free.AsSpan(_count = Most / 2));
        _free[_count++] = slot;
    }
}
