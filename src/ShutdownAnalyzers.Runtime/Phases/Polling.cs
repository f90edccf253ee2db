namespace ShutdownAnalyzers.Runtime;

internal static class Polling
{
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits until the condition holds, or the token is cancelled.</summary>
    public static async Task UntilAsync(this TimeProvider clock, Func<bool> condition, CancellationToken giveUp)
    {
        while (!condition() && !giveUp.IsCancellationRequested)
            await Task.Delay(s_lookAgain, clock, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
