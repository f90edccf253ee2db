namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// What is done with the workers of a cluster. All of it happens in turn (<see cref="InTurn{T}"/>), one thing after another:
/// nothing here is locked, and every event's counts are exact.
/// </summary>
internal sealed class Supervisor
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);

    private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Workforce _workforce;
    private readonly Replacements _replacements;
    private readonly ClusterOptions _options;
    private readonly EventLog _events;
    private Deploy? _deploy;

    public Supervisor(ClusterOptions options, WorkerProgram program, Workforce workforce, EventLog events)
    {
        _options = options;
        _events = events;
        _workforce = workforce;
        _replacements = new Replacements(this, workforce, events, options.MaxRestarts);
        Program = program;
        Count = options.WorkerCount == 0 ? Environment.ProcessorCount : options.WorkerCount;
        workforce.Lost += _replacements.Lost;
        workforce.Replaced += SayReadyIfNothingIsPending;
    }

    /// <summary>What a worker runs that is started now.</summary>
    public WorkerProgram Program { get; private set; }

    /// <summary>How many workers there are to be.</summary>
    public int Count { get; private set; }

    public CancellationToken Stopping => _stopping.Token;

    public bool IsStopping => _stopping.IsCancellationRequested;

    public bool IsDeploying => _deploy is not null;

    /// <summary>Whether a deploy has not yet decided who serves.</summary>
    public bool IsDeciding => _deploy is { IsUndecided: true };

    /// <summary>Ends when all workers have been shut down.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Whether some worker has died so often that it stays down.</summary>
    public bool IsDegraded => _replacements.Down.Any();

    /// <summary>Does something when nothing else happens, up to its first wait and after each.</summary>
    public Task<T> InTurn<T>(Func<Task<T>> action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turns).Unwrap();

    public Task InTurn(Func<Task> action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turns).Unwrap();

    public Task InTurn(Action action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turns);

    /// <summary>Starts the first workers.</summary>
    /// <returns>Whether all came online. If not, the cluster has stopped.</returns>
    public async Task<bool> StartAsync()
    {
        _workforce.Say(ClusterEvent.Bootup);
        if (await ReplaceAsync(new DeployRequest()) == DeployOutcome.Done && !IsStopping)
        {
            LookAfterWorkers();
            return true;
        }

        await StopAsync(timeout: null);
        return false;
    }

    /// <summary>Goes on with the workers of the supervisor before.</summary>
    public void TakeOver(Handover handover)
    {
        Program = handover.Program;
        Count = handover.Count;
        _replacements.TakeOver(handover.Slots);
        _workforce.TakeOver(handover.Workers);
        _workforce.Say(ClusterEvent.Bootup);
        LookAfterWorkers();
    }

    /// <summary>What the next supervisor gets of this one's workers.</summary>
    public Handover HandOver(ListeningSockets sockets, int controlSocket, IReadOnlyList<HandedPipe> pipes) => new()
    {
        Program = Program,
        Count = Count,
        ControlSocket = controlSocket,
        Sockets = sockets.HandOver(),
        Workers = [.. _workforce.All.Select(static worker => worker.HandOver())],
        Connections = _workforce.Connections,
        Pipes = pipes,
        Slots = _replacements.HandOver(),
    };

    /// <summary>Replaces all workers.</summary>
    public async Task<DeployOutcome> DeployAsync(DeployRequest request)
    {
        if (IsStopping)
            return Refuse(ClusterEvent.ErrorShuttingDown, DeployOutcome.ShuttingDown);
        if (_deploy is not null)
            return Refuse(ClusterEvent.ErrorDeployInProgress, DeployOutcome.AlreadyInProgress);

        var outcome = await ReplaceAsync(request);
        if (IsStopping)
            return outcome;

        _workforce.Say(outcome == DeployOutcome.Failed ? ClusterEvent.DeployFailed : ClusterEvent.Ready);
        _replacements.Fill();
        return outcome;
    }

    /// <returns>Whether there was a deploy to abort; it has ended then.</returns>
    public async Task<bool> AbortDeployAsync()
    {
        if (_deploy is null)
            return Refuse(ClusterEvent.ErrorNoDeployInProgress, false);

        await _deploy.AbortAsync();
        return true;
    }

    /// <summary>Makes it some workers more, or fewer, but never none.</summary>
    public void Resize(int difference)
    {
        Count = Math.Max(1, Count + difference);
        _workforce.ShutDown(_workforce.Active.Where(worker => worker.Number >= Count && !worker.IsNew));
        _replacements.Fill();
    }

    /// <summary>Shuts all workers down.</summary>
    /// <param name="timeout">After which they are killed.</param>
    public async Task StopAsync(TimeSpan? timeout)
    {
        if (IsStopping)
            _workforce.Say(ClusterEvent.AlreadyShuttingDown);
        else
            _ = ShutDownAllAsync();

        if (timeout is { } limit && !await Stopped.EndsWithin(limit))
        {
            _workforce.Say(ClusterEvent.Timeout);
            KillAll();
        }

        await Stopped;
    }

    /// <summary>Kills what is still there of a cluster that is being stopped.</summary>
    public void KillAll() => _workforce.DestroyOld(_workforce.All);

    /// <summary>From here on a deploy's workers are those that serve.</summary>
    public void Adopt(WorkerProgram program, int count)
    {
        Program = program;
        Count = count;
        _replacements.Forgive();
    }

    /// <summary>The cluster, worker by worker, as they say themselves if they answer soon.</summary>
    public async Task<ClusterStatus> StatusAsync()
    {
        await Task.WhenAll(_workforce.Active.Where(static worker => worker.Online.IsCompleted).Select(static worker => worker.AskForLoad())).EndsWithin(s_soon);
        return new([.. _workforce.All.OrderBy(static worker => worker.Number).ThenBy(static worker => worker.State)
            .Select(worker => worker.Describe(_replacements.RestartsOf(worker.Number)))]);
    }

    /// <summary>The cluster in a line or more.</summary>
    public string Describe()
    {
        var counts = Counts.Of(_workforce.All);
        var state = counts.Booting > 0 ? $"booting\n{counts}"
            : IsStopping ? $"shutting down\n{counts}"
            : _deploy is not null ? $"deploy in progress\n{counts}"
            : $"workers online: {counts.Online}";
        return string.Join('\n', [state, .. _replacements.Down.Select(static number => $"worker {number} is down, it died too often; a deploy starts it again")]);
    }

    private void LookAfterWorkers()
    {
        SayReadyIfNothingIsPending();
        _replacements.Fill();
        _ = new Heartbeat(this, _workforce, _events, _options.Heartbeat).RunAsync();
        _ = new Recycling(this, _workforce, _events, _options).RunAsync();
    }

    private T Refuse<T>(ClusterEvent why, T outcome)
    {
        _workforce.Say(why);
        return outcome;
    }

    private async Task<DeployOutcome> ReplaceAsync(DeployRequest request)
    {
        _deploy = new Deploy(this, _workforce, request, _options.OnlineTimeout);
        var outcome = await _deploy.RunAsync();
        _deploy = null;
        GC.Collect(); // The budget that would bring it about is as large as the processor's cache: hundreds of megabytes here and there.
        return outcome;
    }

    private async Task ShutDownAllAsync()
    {
        var waits = _stopping.CancelAsync();
        _workforce.ShutDown(_workforce.Active); // In the same turn: who stops with a timeout of 0 kills those that are dying.
        await waits;
        while (_workforce.All is not [])
            await Task.WhenAll(_workforce.All.Select(static worker => worker.Exited));
        _workforce.Say(ClusterEvent.Shutdown);
        _stopped.SetResult();
    }

    private void SayReadyIfNothingIsPending()
    {
        if (_deploy is null && _workforce.All.All(static worker => worker.State != WorkerState.Booting))
            _workforce.Say(ClusterEvent.Ready);
    }
}
