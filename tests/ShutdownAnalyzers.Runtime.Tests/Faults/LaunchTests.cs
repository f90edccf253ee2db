using System.Runtime.InteropServices;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.Faults;

/// <summary>Whatever starts the app: it hears its signal and ends with its code.</summary>
public sealed class LaunchTests
{
    private static readonly string s_configuration = Path.GetFileName(Path.GetDirectoryName(TestApp.Worker))!;

    [Fact]
    public async Task As_PID_1_it_stops_on_SIGTERM()
    {
        Assert.SkipUnless(MayUnshare(), "This user may not make a PID namespace.");
        using var app = await WorkerProcess.StartByAsync("unshare", ["--pid", "--fork", "--kill-child"]);
        app.SignalChild(PosixSignal.SIGTERM);
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(0, exitCode);
        Assert.Contains("Shutdown begins with SIGTERM", output);
    }

    [Fact]
    public async Task As_PID_1_what_hangs_is_ended_all_the_same()
    {
        Assert.SkipUnless(MayUnshare(), "This user may not make a PID namespace.");
        using var app = await WorkerProcess.StartByAsync("unshare", ["--pid", "--fork", "--kill-child"], ["--faults=hung-exit-handler", .. WorkerProcess.Hasty]);
        app.SignalChild(PosixSignal.SIGTERM);

        Assert.Equal(1, (await WorkerProcess.EndOfAsync(app)).ExitCode);
    }

    [Fact]
    public async Task Under_dotnet_run_it_stops_on_SIGTERM()
    {
        var project = Path.Combine(Repository.Root, "tests", "TestApps", "WorkerTestApp");
        using var app = await WorkerProcess.StartedAsync(AppProcess.StartCommand("dotnet", project, "run", "--no-build", "--configuration", s_configuration));
        app.Terminate();
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(0, exitCode);
        Assert.Contains("host has stopped", output);
    }

    [Fact]
    public async Task Under_a_lifetime_like_systemds_it_stops_on_SIGTERM_and_says_so()
    {
        using var app = await WorkerProcess.StartedAsync(AppProcess.Start(TestApp.Worker, "--faults=systemd-like"), "READY=1");
        app.Terminate();
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(0, exitCode);
        Assert.Contains("STOPPING=1", output);
        Assert.Contains("Drained in", output);
    }

    // The lifetime leaves SIGINT to the kernel, and so do we: 128 + 2.
    [Fact]
    public async Task Under_a_lifetime_like_systemds_another_signal_still_kills()
    {
        using var app = await WorkerProcess.StartedAsync(AppProcess.Start(TestApp.Worker, "--faults=systemd-like"), "READY=1");
        app.Signal(PosixSignal.SIGINT);

        Assert.Equal(130, (await WorkerProcess.EndOfAsync(app)).ExitCode);
    }

    [Theory]
    [InlineData("DOTNET_TieredCompilation=0")]
    [InlineData("DOTNET_TieredPGO=0")]
    [InlineData("DOTNET_gcServer=1")]
    public async Task Optimised_code_loses_no_signal_to_the_garbage_collector(string setting)
    {
        using var app = await WorkerProcess.StartByAsync("env", [setting], "--faults=collect-garbage");
        await app.WaitForOutputAsync("garbage is collected", TestContext.Current.CancellationToken);
        app.Terminate();
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(0, exitCode);
        Assert.Contains("Shutdown begins with SIGTERM", output); // Else only the host's own lifetime has heard it.
    }

    private static bool MayUnshare()
    {
        using var attempt = System.Diagnostics.Process.Start("unshare", ["--pid", "--fork", "true"]);
        attempt.WaitForExit();
        return attempt.ExitCode == 0;
    }
}
