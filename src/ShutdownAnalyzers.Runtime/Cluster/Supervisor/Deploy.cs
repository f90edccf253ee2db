namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>How a deploy ended.</summary>
internal enum DeployOutcome
{
    Done,
    Failed,
    Aborted,
    AlreadyInProgress,
    ShuttingDown,
}

/// <summary>
/// Replaces the workers: starts a full set of new ones, waits until all of them are online, and only then shuts the old ones down.
/// Until that moment it changes nothing. One by one it does the same for each number in turn.
/// </summary>
internal sealed class Deploy(Supervisor cluster, Workforce workforce, DeployRequest request, TimeSpan onlineTimeout)
{
    private readonly WorkerProgram _program = cluster.Program.With(request);
    private readonly int _count = request.WorkerCount == 0 ? cluster.Count : request.WorkerCount;
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Those it has started last, as long as they may never serve.</summary>
    private Worker[] _undecided = [];

    public bool IsUndecided => _undecided is not [];

    public bool IsUndecidedOn(Worker worker) => _undecided.Contains(worker);

    public async Task<DeployOutcome> RunAsync()
    {
        using var deadline = new CancellationTokenSource(request.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(_abort.Token, deadline.Token);

        var outcome = await ReplaceAsync(giveUp.Token);
        _ended.SetResult();
        return outcome;
    }

    public async Task AbortAsync()
    {
        await _abort.CancelAsync();
        await _ended.Task;
    }

    private async Task<DeployOutcome> ReplaceAsync(CancellationToken giveUp)
    {
        var numbers = Enumerable.Range(0, _count);
        foreach (var batch in request.OneByOne ? numbers.Chunk(1) : [[.. numbers]])
        {
            if (giveUp.IsCancellationRequested || cluster.IsStopping || !await ReplaceAsync(batch, giveUp))
                return _abort.IsCancellationRequested ? DeployOutcome.Aborted : DeployOutcome.Failed;
        }

        await RetireAsync(workforce.Active.Where(worker => worker.Deploy != this), giveUp);
        return _abort.IsCancellationRequested ? DeployOutcome.Aborted : DeployOutcome.Done;
    }

    /// <summary>Replaces the workers of these numbers.</summary>
    /// <returns>False if the new ones did not come online: they are gone again.</returns>
    private async Task<bool> ReplaceAsync(int[] numbers, CancellationToken giveUp)
    {
        Worker?[] spawned = [.. numbers.Select(number => workforce.Spawn(number, _program, this))];
        Worker[] fresh = _undecided = [.. spawned.OfType<Worker>()];
        if (fresh.Length < numbers.Length || !await AllOnlineAsync(fresh, giveUp))
        {
            await workforce.DestroyNewAsync(fresh.Where(static worker => worker.IsActive && !worker.HasExited));
            _undecided = [];
            return false;
        }

        _undecided = [];
        workforce.LetAccept(fresh);
        cluster.Adopt(_program, _count);
        await RetireAsync(workforce.Active.Where(worker => worker.Deploy != this && (numbers.Contains(worker.Number) || !request.OneByOne)), giveUp);
        foreach (var worker in fresh.Where(static worker => worker.State == WorkerState.NewOnline))
            worker.Become(WorkerState.Online);
        return true;
    }

    /// <summary>Waits until each is online or dead.</summary>
    private async Task<bool> AllOnlineAsync(Worker[] fresh, CancellationToken giveUp)
    {
        var settled = Task.WhenAll(fresh.Select(static worker => Task.WhenAny(worker.Online, worker.Exited)));
        if (!await settled.EndsWithin(onlineTimeout, giveUp) && !_abort.IsCancellationRequested && !cluster.IsStopping)
            workforce.Say(ClusterEvent.Timeout);
        return fresh.All(static worker => worker.State == WorkerState.NewOnline && !worker.HasExited);
    }

    private async Task RetireAsync(IEnumerable<Worker> workers, CancellationToken giveUp)
    {
        Worker[] old = [.. workers];
        workforce.ShutDown(old);
        var exited = Task.WhenAll(old.Select(static worker => worker.Exited));
        if (await exited.EndsWithin(Timeout.InfiniteTimeSpan, giveUp))
            return;

        if (!_abort.IsCancellationRequested)
            workforce.Say(ClusterEvent.Timeout);
        workforce.DestroyOld(old);
        await exited;
    }
}
