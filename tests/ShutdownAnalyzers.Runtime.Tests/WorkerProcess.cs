using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime;

/// <summary>The worker app in <c>tests/TestApps</c>, told to stop as soon as it has started.</summary>
internal static class WorkerProcess
{
    /// <summary>Short times, so that what hangs hangs briefly.</summary>
    public static readonly string[] Hasty = ["--GracefulShutdown:DrainTimeout=00:00:01", "--GracefulShutdown:ForcedExitTimeout=00:00:03"];

    public static async Task<AppProcess> StartAsync(params IEnumerable<string> arguments)
    {
        var app = AppProcess.Start(TestApp.Worker, arguments);
        await app.WaitForOutputAsync("Application started", TestContext.Current.CancellationToken);
        return app;
    }

    /// <returns>Its exit code and what it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> TerminateAsync(params IEnumerable<string> arguments)
    {
        using var app = await StartAsync(arguments);
        app.Terminate();
        return await EndOfAsync(app);
    }

    public static async Task<(int ExitCode, string Output)> EndOfAsync(AppProcess app) =>
        (await app.WaitForExitAsync(TestContext.Current.CancellationToken), app.Output);
}
