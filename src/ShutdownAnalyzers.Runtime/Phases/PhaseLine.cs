namespace ShutdownAnalyzers.Runtime;

/// <summary>The phase the shutdown is in. Goes forward only.</summary>
internal sealed class PhaseLine(GracefulShutdownOptions options)
{
    private int _current;
    private long _enteredAt = options.Clock.GetTimestamp();

    public ShutdownPhase Current => (ShutdownPhase)Volatile.Read(ref _current);

    public TimeSpan Age => options.Clock.GetElapsedTime(Volatile.Read(ref _enteredAt));

    /// <summary>Enters a phase unless it, or a later one, was entered before. True for the one call that did.</summary>
    public bool TryEnter(ShutdownPhase phase)
    {
        for (var seen = Current; seen < phase; seen = Current)
        {
            if (Interlocked.CompareExchange(ref _current, (int)phase, (int)seen) != (int)seen)
                continue;

            Volatile.Write(ref _enteredAt, options.Clock.GetTimestamp());
            return true;
        }

        return false;
    }
}
