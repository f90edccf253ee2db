using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>Takes the test app into a phase, and returns once it is there.</summary>
internal static class TestedPhases
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task BeginLameDuckAsync(this AppProcess app)
    {
        app.Terminate();
        await app.WaitForOutputAsync("Shutdown begins with SIGTERM", Cancellation);
    }

    public static async Task BeginToDrainAsync(this AppProcess app)
    {
        app.Terminate();
        await app.WaitForOutputAsync("Draining", Cancellation);
    }

    /// <returns>A connection whose request keeps the drain going.</returns>
    public static async Task<RawConnection> DrainWithSlowRequestAsync(this AppProcess app)
    {
        var slow = await RawConnection.OpenAsync(app.Server);
        await slow.SendAsync("/slow?ms=3000");
        await app.WaitForOutputAsync("Executing endpoint", Cancellation);
        await app.BeginToDrainAsync();
        return slow;
    }
}
