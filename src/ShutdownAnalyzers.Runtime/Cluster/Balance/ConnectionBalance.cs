namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// A worker's part in spreading the connections evenly over the workers: counts its own where its siblings see them,
/// and knows when to leave the next one to them.
/// </summary>
internal sealed class ConnectionBalance(ConnectionTable table, int own, TimeProvider clock)
{
    /// <summary>How often a sibling may let a connection lie without accepting any, before it is taken for stopped or hung.</summary>
    private const int Forbearance = 25;

    private readonly Turnover _turnover = new(clock);
    private readonly (int Accepted, int LetDowns)[] _siblings = new (int, int)[ConnectionTable.Rows];

    /// <summary>Whether the worker may accept a connection: now, and only one. If not, it is for its siblings.</summary>
    public bool MayAccept() => !IsHeld && (!HasItsShare || _turnover.TryFollow());

    /// <summary>Whether the worker is to accept nothing yet, whoever else does.</summary>
    public bool IsHeld => Volatile.Read(ref table[own].Held) != 0;

    public void BeginToAccept() => Volatile.Write(ref table[own].Accepts, 1);

    /// <summary>Nobody leaves a connection to this worker any more.</summary>
    public void StopToAccept() => Volatile.Write(ref table[own].Accepts, 0);

    /// <returns>When, for <see cref="Closed"/>.</returns>
    public long Opened()
    {
        Interlocked.Increment(ref table[own].Accepted);
        return clock.GetTimestamp();
    }

    public void Closed(long openedAt)
    {
        Interlocked.Increment(ref table[own].Closed);
        _turnover.Ended(openedAt);
    }

    /// <summary>A connection was left to the siblings, and none has taken it in time.</summary>
    public void LetDown()
    {
        for (var row = 0; row < ConnectionTable.Rows; row++)
        {
            var accepted = Volatile.Read(ref table[row].Accepted);
            var before = _siblings[row];
            _siblings[row] = (accepted, before.Accepted == accepted ? before.LetDowns + 1 : 0);
        }
    }

    private bool HasItsShare
    {
        get
        {
            if (Volatile.Read(ref table[own].Accepts) == 0)
                return false;

            Span<int> siblings = stackalloc int[ConnectionTable.Rows];
            var count = 0;
            for (var row = 0; row < ConnectionTable.Rows; row++)
            {
                if (row != own && IsThere(row))
                    siblings[count++] = table[row].Open;
            }

            return FairShare.IsReached(table[own].Open, siblings[..count]);
        }
    }

    // One that does not stir is not waited for, until it does.
    private bool IsThere(int row)
    {
        if (Volatile.Read(ref table[row].Accepts) == 0 || Volatile.Read(ref table[row].Held) != 0)
            return false;

        var (accepted, letDowns) = _siblings[row];
        return letDowns < Forbearance || accepted != table[row].Accepted;
    }
}
