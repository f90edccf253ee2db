namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Whether connections come and go at once, as those for one request do.</summary>
internal sealed class Turnover(TimeProvider clock)
{
    /// <summary>How many have to have ended lately, none of which was old.</summary>
    public const int Many = 16;

    private static readonly TimeSpan s_lately = TimeSpan.FromMilliseconds(100);

    private readonly long[] _endings = new long[Many];
    private int _endingsSoFar;

    public bool IsHigh
    {
        get
        {
            var oldest = Volatile.Read(ref _endings[PlaceOf(Volatile.Read(ref _endingsSoFar) + 1)]);
            return oldest != 0 && clock.GetElapsedTime(oldest) <= s_lately;
        }
    }

    public void Ended(long openedAt)
    {
        var now = clock.GetTimestamp();
        if (clock.GetElapsedTime(openedAt, now) <= s_lately)
            Volatile.Write(ref _endings[PlaceOf(Interlocked.Increment(ref _endingsSoFar))], now);
    }

    private static uint PlaceOf(int ending) => (uint)ending % Many;
}
