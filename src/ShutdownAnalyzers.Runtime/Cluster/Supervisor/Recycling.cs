namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Replaces workers that have become too large or too old, one at a time, the new one online first.</summary>
internal sealed class Recycling(Supervisor cluster, Workforce workforce, EventLog events, ClusterOptions options)
{
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_afterFailure = TimeSpan.FromSeconds(30);

    public async Task RunAsync()
    {
        if (options is { MaxMemory: 0, MaxRequests: 0 } && options.MaxLifetime == TimeSpan.Zero)
            return;

        while (await s_round.PassesAsync(cluster.Stopping))
        {
            if (!cluster.IsDeploying && await NextAsync() is var (worker, reason) && !await RecycleAsync(worker, reason))
                await s_afterFailure.PassesAsync(cluster.Stopping);
        }
    }

    private async Task<(Worker Worker, string Reason)?> NextAsync()
    {
        Worker[] online = [.. workforce.All.Where(static worker => worker.State == WorkerState.Online)];
        await Task.WhenAll(online.Select(static worker => worker.AskForLoad())).EndsWithin(s_round, cluster.Stopping);
        foreach (var worker in online.Where(static worker => worker.State == WorkerState.Online))
        {
            if (ReasonFor(worker) is { } reason)
                return (worker, reason);
        }

        return null;
    }

    private string? ReasonFor(Worker worker) =>
        options.MaxMemory > 0 && worker.Load.MemoryBytes > options.MaxMemory ? $"it has {worker.Load.MemoryBytes} bytes of memory"
        : options.MaxRequests > 0 && worker.Load.Requests > options.MaxRequests * worker.Allowance ? $"it has served {worker.Load.Requests} requests"
        : options.MaxLifetime > TimeSpan.Zero && worker.Uptime > options.MaxLifetime * worker.Allowance ? $"it is {worker.Uptime.TotalSeconds:0} s old"
        : null;

    /// <returns>False if there is no new worker in its place.</returns>
    private async Task<bool> RecycleAsync(Worker old, string reason)
    {
        events.WriteLine($"worker {old.Number} is replaced: {reason}");
        if (workforce.Spawn(old.Number, cluster.Program) is not { } fresh)
            return false;

        await Task.WhenAny(fresh.Online, fresh.Exited);
        if (fresh.State != WorkerState.Online)
            return false;

        if (old.State == WorkerState.Online)
            workforce.ShutDown([old]);
        await old.Exited;
        return true;
    }
}
