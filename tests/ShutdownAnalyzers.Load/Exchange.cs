using System.Diagnostics;

namespace ShutdownAnalyzers.Load;

/// <summary>One request that a client has made, or tried to make.</summary>
/// <param name="Group">Who made it.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Order">The id of the order it places; null if it places none.</param>
/// <param name="Reused">Whether the connection had carried a request before.</param>
/// <param name="Started">When it was begun, as <see cref="Stopwatch.GetTimestamp"/>.</param>
/// <param name="Ended">When its outcome was known, as <see cref="Stopwatch.GetTimestamp"/>.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record Exchange(
    ClientGroup Group, Request Request, Guid? Order, bool Reused, long Started, long Ended, Outcome Outcome)
{
    public bool InFlightAt(long moment) => Started < moment && moment < Ended;
}
