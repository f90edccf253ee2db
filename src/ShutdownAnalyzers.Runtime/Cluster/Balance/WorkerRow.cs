using System.Runtime.InteropServices;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>What a worker tells its siblings, and its supervisor tells it. Cleared by the supervisor when it has ended.</summary>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
internal struct WorkerRow
{
    /// <summary>A cache line, so that two workers never write to the same.</summary>
    public const int Bytes = 64;

    /// <summary>Not 0 while it accepts connections.</summary>
    public int Accepts;

    /// <summary>The connections it has accepted so far. The sum may overflow, the difference to <see cref="Closed"/> does not.</summary>
    public int Accepted;

    /// <summary>Those of them that have ended.</summary>
    public int Closed;

    /// <summary>Not 0 while its deploy may yet kill it, so that it must not accept. Written by the supervisor alone.</summary>
    public int Held;

    public readonly int Open => Accepted - Closed;
}
