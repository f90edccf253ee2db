namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Waits that end without an exception.</summary>
internal static class Waiting
{
    /// <summary>The seconds from which on a time is no limit, but a mistake: a million, eleven days.</summary>
    public const double Longest = 1e6;

    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext;

    /// <returns>False if the time was up first, or the wait was given up.</returns>
    public static async Task<bool> EndsWithin(this Task task, TimeSpan limit, CancellationToken giveUp = default)
    {
        await task.WaitAsync(limit, giveUp).ConfigureAwait(Quietly);
        return task.IsCompleted;
    }

    /// <returns>Whether the time was waited for.</returns>
    public static async Task<bool> PassesAsync(this TimeSpan time, CancellationToken giveUp)
    {
        await Task.Delay(time, giveUp).ConfigureAwait(Quietly);
        return !giveUp.IsCancellationRequested;
    }
}
