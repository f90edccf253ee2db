namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Chance, so that what began together does not end, or come back, together.</summary>
internal static class Jitter
{
    /// <summary>A tenth more than 1, or a tenth less, or anything between.</summary>
    public static double AboutOne() => 0.9 + (Random.Shared.NextDouble() / 5);

    /// <summary>Half the time, or all of it, or anything between.</summary>
    public static TimeSpan AtMost(TimeSpan time) => time * (0.5 + (Random.Shared.NextDouble() / 2));
}
