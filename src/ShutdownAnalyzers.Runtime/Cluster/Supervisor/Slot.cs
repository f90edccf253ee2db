namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>A worker's place: how often it had to be filled anew, and when it may be again.</summary>
internal sealed class Slot(int maxRestarts, HandedSlot? before = null)
{
    private static readonly TimeSpan s_longEnough = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    private int _inARow = before?.InARow ?? 0;
    private TimeSpan _wait;

    /// <summary>Since the supervisor has started.</summary>
    public int Restarts { get; private set; } = before?.Restarts ?? 0;

    /// <summary>Whether its workers have died too often to be started again, until the next deploy.</summary>
    public bool IsDown => _inARow > maxRestarts;

    /// <summary>Whether a replacement waits for its time.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>A worker ended without having been told to. One that asked to be replaced is so at once, unless it becomes a habit.</summary>
    public void Lost(TimeSpan uptime, bool asked)
    {
        Restarts++;
        _inARow = uptime >= s_longEnough ? 1 : _inARow + 1;
        _wait = asked && _inARow == 1 ? TimeSpan.Zero : Doubled();
    }

    /// <summary>A deploy brings something new, which may live.</summary>
    public void Forgive() => (_inARow, _wait) = (0, TimeSpan.Zero);

    public HandedSlot HandOver(int number) => new(number, Restarts, _inARow);

    /// <summary>With jitter, so that several do not come back at the same moment.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        if (_wait == TimeSpan.Zero)
            return;

        IsWaiting = true;
        await Jitter.AtMost(_wait).PassesAsync(cancellation);
        IsWaiting = false;
    }

    private TimeSpan Doubled()
    {
        var wait = s_shortestWait * Math.Pow(2, Math.Min(_inARow, 20) - 1);
        return wait < s_longestWait ? wait : s_longestWait;
    }
}
