namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// All slots there are. Each thread keeps some free ones to itself, so that a request needs neither a lock nor memory that
/// another core has just written; it may well end on another thread than it began on.
/// </summary>
internal sealed class SlotPool(InFlightRequests requests)
{
    private readonly Lock _gate = new();
    private readonly List<RequestSlot> _all = [];
    private readonly Stack<RequestSlot> _shared = [];
    private ThreadSlots?[] _ofThreads = [];

    /// <summary>How often a slot was taken.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
                return _all.Sum(static slot => slot.Uses);
        }
    }

    /// <summary>Those that this thread keeps.</summary>
    public ThreadSlots Own
    {
        get
        {
            var thread = Environment.CurrentManagedThreadId; // Small: an id is given again once its thread has ended.
            var ofThreads = _ofThreads;
            return thread < ofThreads.Length && ofThreads[thread] is { } own ? own : Add(thread);
        }
    }

    public RequestSlot[] Taken()
    {
        lock (_gate)
            return [.. _all.Where(static slot => slot.Context is not null)];
    }

    /// <summary>Puts free slots at the beginning of <paramref name="own"/>: as many as there are up to its length, but at least one.</summary>
    /// <returns>How many.</returns>
    public int Fetch(Span<RequestSlot> own)
    {
        lock (_gate)
        {
            var count = 0;
            while (count < own.Length && _shared.TryPop(out var free))
                own[count++] = free;
            if (count == 0)
                _all.Add(own[count++] = new RequestSlot(requests));
            return count;
        }
    }

    public void TakeBack(ReadOnlySpan<RequestSlot> spare)
    {
        lock (_gate)
        {
            foreach (var slot in spare)
                _shared.Push(slot);
        }
    }

    private ThreadSlots Add(int thread)
    {
        lock (_gate)
        {
            if (thread >= _ofThreads.Length)
                Array.Resize(ref _ofThreads, Math.Max(thread + 1, _ofThreads.Length * 2));
            return _ofThreads[thread] = new ThreadSlots(this);
        }
    }
}
