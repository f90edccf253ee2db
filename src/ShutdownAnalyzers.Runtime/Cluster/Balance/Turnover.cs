namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// Connections that were opened and have ended a moment ago, as those for one request do. Each may be followed by another one:
/// the worker then has as many as before.
/// </summary>
internal sealed class Turnover(TimeProvider clock)
{
    /// <summary>How many are remembered, and so how many kept ones can follow before that is noticed.</summary>
    public const int Most = 64;

    private static readonly TimeSpan s_aMoment = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Queue<long> _endings = new(Most);

    public void Ended(long openedAt)
    {
        var now = clock.GetTimestamp();
        if (clock.GetElapsedTime(openedAt, now) > s_aMoment)
            return;

        lock (_gate)
        {
            if (_endings.Count == Most)
                _endings.Dequeue();
            _endings.Enqueue(now);
        }
    }

    /// <summary>Whether a connection can follow one that has ended; no other can follow the same.</summary>
    public bool TryFollow()
    {
        lock (_gate)
        {
            while (_endings.TryDequeue(out var endedAt))
            {
                if (clock.GetElapsedTime(endedAt) <= s_aMoment)
                    return true;
            }

            return false;
        }
    }
}
