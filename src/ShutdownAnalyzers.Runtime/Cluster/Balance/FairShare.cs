namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>When a worker has as many connections as it is to have, and leaves the next one to its siblings.</summary>
internal static class FairShare
{
    // What is within is not worth a wait.
    private const double Tolerance = 1.125;
    private const int Slack = 2;

    /// <summary>Whether one more connection would be more than the share of a worker.</summary>
    /// <param name="own">The connections it has.</param>
    /// <param name="siblings">Those of each sibling that accepts.</param>
    public static bool IsReached(int own, ReadOnlySpan<int> siblings)
    {
        var all = own + 1;
        foreach (var sibling in siblings)
            all += sibling;
        var even = (double)all / (siblings.Length + 1);
        return own + 1 > (even * Tolerance) + Slack;
    }
}
