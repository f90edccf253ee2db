namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>How many workers there are in each state.</summary>
internal readonly record struct Counts(int Booting, int Online, int Dying, int NewOnline)
{
    public static Counts Of(IReadOnlyCollection<Worker> workers)
    {
        return new(In(WorkerState.Booting), In(WorkerState.Online), In(WorkerState.Dying), In(WorkerState.NewOnline));

        int In(WorkerState state) => workers.Count(worker => worker.State == state);
    }

    public override string ToString() => $"booting: {Booting}, online: {Online}, dying: {Dying}, new_online: {NewOnline}";
}
