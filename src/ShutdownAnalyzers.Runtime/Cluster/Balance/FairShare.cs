namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>When a worker has as many connections as it is to have, and leaves the next one to its siblings.</summary>
internal static class FairShare
{
    private const double Tolerance = 1.125;
    private const int Slack = 2;

    // Connections for one request are spread by chance, anew at every moment. To even them out costs more than it brings.
    private const int SlackAtHighTurnover = 32;

    /// <summary>Whether one more connection would be more than the share of a worker.</summary>
    /// <param name="own">The connections it has.</param>
    /// <param name="siblings">Those of each sibling that accepts.</param>
    /// <param name="highTurnover">Whether most of its connections will soon be gone.</param>
    public static bool IsReached(int own, ReadOnlySpan<int> siblings, bool highTurnover)
    {
        var all = own + 1;
        foreach (var sibling in siblings)
            all += sibling;
        var even = (double)all / (siblings.Length + 1);
        return own + 1 > (even * Tolerance) + (highTurnover ? SlackAtHighTurnover : Slack);
    }
}
