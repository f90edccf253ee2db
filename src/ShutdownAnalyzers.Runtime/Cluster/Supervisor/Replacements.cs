namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Starts workers in the place of those that were lost, ever more slowly if they do not live.</summary>
internal sealed class Replacements(Supervisor cluster, Workforce workforce, EventLog events, int maxRestarts)
{
    private readonly Dictionary<int, Slot> _slots = [];

    /// <summary>The numbers whose workers have died so often that they stay down.</summary>
    public IEnumerable<int> Down => _slots.Where(static slot => slot.Value.IsDown).Select(static slot => slot.Key).Order();

    public int RestartsOf(int number) => SlotOf(number).Restarts;

    public void Lost(Worker worker) => Lost(worker.Number, worker.Uptime, asked: worker.State == WorkerState.Dying);

    public IReadOnlyList<HandedSlot> HandOver() => [.. _slots.Select(static slot => slot.Value.HandOver(slot.Key))];

    public void TakeOver(IEnumerable<HandedSlot> slots)
    {
        foreach (var slot in slots)
            _slots[slot.Number] = new Slot(maxRestarts, slot);
    }

    /// <summary>A deploy brings something new, which may live.</summary>
    public void Forgive()
    {
        foreach (var slot in _slots.Values)
            slot.Forgive();
    }

    /// <summary>
    /// Starts what is missing. Not while a deploy decides who serves: its own workers fill the places, or, if it fails, those who served before.
    /// </summary>
    public void Fill()
    {
        foreach (var number in Enumerable.Range(0, cluster.Count).Where(IsToBeFilled))
            _ = FillAsync(number, SlotOf(number));
    }

    private bool IsToBeFilled(int number) =>
        !cluster.IsStopping && !cluster.IsDeciding
        && SlotOf(number) is { IsDown: false, IsWaiting: false }
        && workforce.Active.All(worker => worker.Number != number);

    private async Task FillAsync(int number, Slot slot)
    {
        await slot.WaitAsync(cluster.Stopping);
        if (IsToBeFilled(number) && workforce.Spawn(number, cluster.Program) is null)
            Lost(number, uptime: TimeSpan.Zero, asked: false);
    }

    private void Lost(int number, TimeSpan uptime, bool asked)
    {
        var slot = SlotOf(number);
        slot.Lost(uptime, asked);
        if (slot.IsDown)
            events.WriteLine($"worker {number} stays down: it ended {maxRestarts + 1} times without having lived for a minute");
        Fill();
    }

    private Slot SlotOf(int number) => _slots.TryGetValue(number, out var slot) ? slot : _slots[number] = new Slot(maxRestarts);
}
