using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime;

/// <summary>What begins when draining does: the <see cref="Draining"/> token and the app's hooks.</summary>
internal sealed class DrainHooks(GracefulShutdownOptions options, PendingWork work, ShutdownTelemetry telemetry, ILogger<DrainHooks> logger)
{
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _timeUp = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Hook> _waiting = [];

    public CancellationToken Draining => _draining.Token;

    /// <summary>Cancelled when the drain has ended, or its time is up.</summary>
    public CancellationToken TimeUp => _timeUp.Token;

    public IDisposable Add(string name, TimeSpan timeout, Func<CancellationToken, ValueTask> run)
    {
        var hook = new Hook(this, name, timeout, run);
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

    public void Begin()
    {
        Hook[] hooks;
        lock (_gate)
        {
            hooks = [.. _waiting];
            _waiting.Clear();
            work.Add("callbacks of the Draining token", _draining.CancelAsync());
        }

        foreach (var hook in hooks)
            Start(hook);
    }

    public void End() => work.Add("callbacks of a hook's token", _timeUp.CancelAsync());

    private void Start(Hook hook) => work.Add(hook.Name, RunAsync(hook));

    private async Task RunAsync(Hook hook)
    {
        using var span = telemetry.Span("shutdown.hook")?.SetTag("shutdown.hook.name", hook.Name);
        using var ownTime = new CancellationTokenSource(hook.Timeout, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ownTime.Token, TimeUp);
        // On the pool, so that a hook that blocks before its first await holds up no other.
        var run = Task.Run(() => hook.Run(either.Token).AsTask(), CancellationToken.None);

        // Its own time ends the wait, not the hook: one that ignores its token is left behind.
        await run.WaitAsync(ownTime.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (run.IsCompleted && !run.IsCanceled)
        {
            await run;
            return;
        }

        await either.CancelAsync(); // The wait may have heard of it before the hook has.
        if (ownTime.IsCancellationRequested)
            logger.HookTimedOut(hook.Name, hook.Timeout);
    }

    private void Remove(Hook hook)
    {
        lock (_gate)
            _waiting.Remove(hook);
    }

    private sealed class Hook(DrainHooks hooks, string name, TimeSpan timeout, Func<CancellationToken, ValueTask> run) : IDisposable
    {
        public string Name => name;

        public TimeSpan Timeout => timeout;

        public ValueTask Run(CancellationToken timeUp) => run(timeUp);

        public void Dispose() => hooks.Remove(this);
    }
}
