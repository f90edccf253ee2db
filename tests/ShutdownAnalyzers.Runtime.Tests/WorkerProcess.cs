using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime;

/// <summary>The worker app in <c>tests/TestApps</c>, told to stop as soon as it has started.</summary>
internal static class WorkerProcess
{
    /// <summary>Short times, so that what hangs hangs briefly.</summary>
    public static readonly string[] Hasty = ["--GracefulShutdown:DrainTimeout=00:00:01", "--GracefulShutdown:ForcedExitTimeout=00:00:03"];

    public static Task<AppProcess> StartAsync(params IEnumerable<string> arguments) => StartedAsync(AppProcess.Start(TestApp.Worker, arguments));

    /// <summary>Has it started by another command, such as <c>env</c>, which gets <c>dotnet</c>, the app's path and the app's arguments as its last arguments.</summary>
    public static Task<AppProcess> StartByAsync(string command, string[] itsArguments, params IEnumerable<string> arguments) => StartedAsync(
        AppProcess.StartCommand(command, Path.GetDirectoryName(TestApp.Worker)!, [.. itsArguments, "dotnet", TestApp.Worker, .. arguments]));

    /// <returns>The app once it has said that it runs.</returns>
    public static async Task<AppProcess> StartedAsync(AppProcess app, string said = "Application started")
    {
        await app.WaitForOutputAsync(said, TestContext.Current.CancellationToken);
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
