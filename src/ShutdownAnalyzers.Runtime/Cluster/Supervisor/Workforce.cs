using System.ComponentModel;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>The workers there are, what is done to them, and what is heard of them.</summary>
internal sealed class Workforce(ClusterOptions options, IEnumerable<InheritedSocket> sockets, ConnectionRows rows, WorkerLogs logs, EventLog events)
{
    private readonly List<Worker> _workers = [];

    /// <summary>Told of a worker that has ended, or is about to, though nobody had asked it to.</summary>
    public event Action<Worker>? Lost;

    /// <summary>Told of a replacement that came online.</summary>
    public event Action? Replaced;

    public IReadOnlyList<Worker> All => _workers;

    /// <summary>The descriptor of the table of connections, if there is one.</summary>
    public int? Connections => rows.Descriptor;

    /// <summary>Those that serve, or soon will.</summary>
    public IEnumerable<Worker> Active => _workers.Where(static worker => worker.IsActive);

    public void Say(ClusterEvent happened) => events.Write(happened, Counts.Of(_workers));

    /// <summary>Starts a worker, which must be online in time unless a deploy looks after it.</summary>
    /// <returns>Null if it could not be started.</returns>
    public Worker? Spawn(int number, WorkerProgram program, Deploy? deploy = null)
    {
        var row = rows.Take(held: deploy is not null);
        try
        {
            var worker = Worker.Start(number, program, sockets, row, logs, deploy);
            _workers.Add(worker);
            Say(ClusterEvent.SpawnNew);
            worker.Listen(Hear);
            if (deploy is null)
                _ = DestroyUnlessOnlineAsync(worker);
            return worker;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            rows.GiveBack(row);
            events.WriteLine($"worker {number} could not be started: {exception.Message}");
            return null;
        }
    }

    /// <summary>The workers of the supervisor before. None of them belongs to a deploy.</summary>
    public void TakeOver(IEnumerable<HandedWorker> workers)
    {
        foreach (var handed in workers)
        {
            var worker = Worker.TakeOver(handed, sockets);
            _workers.Add(worker);
            worker.Listen(Hear);
            if (worker.State == WorkerState.Booting)
                _ = DestroyUnlessOnlineAsync(worker);
            else if (worker.State == WorkerState.Dying)
                _ = DestroyIfItHangsAsync(worker);
        }

        Reap();
    }

    /// <summary>Whether something that a worker says could be lost.</summary>
    public bool IsHeard => _workers.Any(static worker => worker.IsHeard);

    /// <summary>Hears nothing more of the workers, until <see cref="Resume"/>.</summary>
    public Task PauseAsync() => Task.WhenAll(_workers.Select(static worker => worker.PauseAsync()));

    public void Resume()
    {
        foreach (var worker in _workers)
            worker.Listen(Hear);
    }

    public void ShutDown(IEnumerable<Worker> workers)
    {
        foreach (var worker in workers.ToArray())
        {
            worker.Become(WorkerState.Dying);
            Say(ClusterEvent.ShutdownOld);
            worker.AskToShutDown();
            _ = DestroyIfItHangsAsync(worker);
        }
    }

    /// <summary>Their deploy does not kill them any more.</summary>
    public void LetAccept(IEnumerable<Worker> workers)
    {
        foreach (var worker in workers)
            rows.Release(worker.Row);
    }

    /// <summary>Kills workers that do not serve yet, and waits for their end.</summary>
    public async Task DestroyNewAsync(IEnumerable<Worker> workers)
    {
        Worker[] destroyed = [.. workers];
        foreach (var worker in destroyed)
        {
            worker.Become(WorkerState.Destroyed);
            Say(ClusterEvent.DestroyNew);
            worker.Kill();
        }

        await Task.WhenAll(destroyed.Select(static worker => worker.Exited));
    }

    public void DestroyOld(IEnumerable<Worker> workers)
    {
        foreach (var worker in workers.Where(static worker => worker.State == WorkerState.Dying && !worker.HasExited))
        {
            Say(ClusterEvent.DestroyOld);
            worker.Kill();
        }
    }

    /// <summary>Looks which workers have ended. To be called when a child has.</summary>
    public void Reap()
    {
        foreach (var worker in _workers.Where(static worker => worker.Reap()).ToArray())
            Exited(worker);
    }

    private void Hear(Worker worker, WorkerMessage message)
    {
        worker.Heard(message);
        if (message.Type == WorkerMessage.Online && worker.State == WorkerState.Booting)
            CameOnline(worker);
        else if (message.Type == WorkerMessage.Offline && worker.IsActive)
            WentOffline(worker);
    }

    private void CameOnline(Worker worker)
    {
        worker.Become(worker.IsNew ? WorkerState.NewOnline : WorkerState.Online);
        Say(worker.IsNew ? ClusterEvent.NewOnline : ClusterEvent.WorkerOnline);
        if (!worker.IsNew)
            Replaced?.Invoke();
    }

    private void WentOffline(Worker worker)
    {
        worker.Become(WorkerState.Dying);
        Say(ClusterEvent.WorkerOffline);
        _ = DestroyIfItHangsAsync(worker);
        Lost?.Invoke(worker);
    }

    private void Exited(Worker worker)
    {
        _workers.Remove(worker);
        rows.GiveBack(worker.Row);
        Say(worker switch
        {
            { State: WorkerState.Destroyed } => ClusterEvent.NewDestroyed,
            { State: WorkerState.Dying } => ClusterEvent.OldExit,
            { IsNew: true } => ClusterEvent.NewDeath,
            _ => ClusterEvent.WorkerDeath,
        });
        if (worker.IsActive && !worker.IsNew)
            Lost?.Invoke(worker);
    }

    private async Task DestroyUnlessOnlineAsync(Worker worker)
    {
        await Task.WhenAny(worker.Online, worker.Exited).EndsWithin(options.OnlineTimeout);
        if (worker.State != WorkerState.Booting || worker.HasExited)
            return;

        Say(ClusterEvent.Timeout);
        await DestroyNewAsync([worker]);
        Lost?.Invoke(worker);
    }

    private async Task DestroyIfItHangsAsync(Worker worker)
    {
        if (!await worker.Exited.EndsWithin(options.ShutdownTimeout))
            DestroyOld([worker]);
    }
}
