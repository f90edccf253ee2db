namespace ShutdownAnalyzers.Runtime;

/// <summary>What begins when draining does: the <see cref="Draining"/> token and the app's hooks.</summary>
internal sealed class DrainHooks(PendingWork work)
{
    private readonly CancellationTokenSource _draining = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Hook> _waiting = [];
    private CancellationToken _timeUp;

    public CancellationToken Draining => _draining.Token;

    public IDisposable Add(string name, Func<CancellationToken, ValueTask> run)
    {
        var hook = new Hook(this, name, run);
        lock (_gate)
        {
            if (!_draining.IsCancellationRequested)
            {
                _waiting.Add(hook);
                return hook;
            }
        }

        Start(hook);
        return hook;
    }

    public void Begin(CancellationToken timeUp)
    {
        Hook[] hooks;
        lock (_gate)
        {
            _timeUp = timeUp;
            hooks = [.. _waiting];
            _waiting.Clear();
            work.Add("callbacks of the Draining token", _draining.CancelAsync());
        }

        foreach (var hook in hooks)
            Start(hook);
    }

    // On the pool, so that a hook that blocks before its first await holds up no other.
    private void Start(Hook hook) => work.Add(hook.Name, Task.Run(() => hook.Run(_timeUp).AsTask()));

    private void Remove(Hook hook)
    {
        lock (_gate)
            _waiting.Remove(hook);
    }

    private sealed class Hook(DrainHooks hooks, string name, Func<CancellationToken, ValueTask> run) : IDisposable
    {
        public string Name => name;

        public ValueTask Run(CancellationToken timeUp) => run(timeUp);

        public void Dispose() => hooks.Remove(this);
    }
}
