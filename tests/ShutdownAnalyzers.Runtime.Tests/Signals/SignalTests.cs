using System.Runtime.InteropServices;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.Signals;

/// <summary>Real signals to a real process.</summary>
public sealed class SignalTests
{
    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGQUIT)]
    [InlineData(PosixSignal.SIGHUP)]
    public async Task A_healthy_worker_exits_with_0(PosixSignal signal)
    {
        using var app = await WorkerProcess.StartAsync();
        app.Signal(signal);
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(0, exitCode);
        Assert.Contains($"Shutdown begins with {signal}", output);
        Assert.Contains("host has stopped", output);
        Assert.DoesNotContain("Forced exit", output);
    }

    [Fact]
    public async Task The_watch_survives_the_garbage_collector()
    {
        using var app = await WorkerProcess.StartedAsync(AppProcess.Start(TestApp.Worker, "--faults=collect-garbage"), "garbage is collected");
        app.Terminate();
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(0, exitCode);
        Assert.Contains("Shutdown begins with SIGTERM", output);
    }

    [Theory]
    [InlineData("hung-hook", "phase Draining")]
    [InlineData("hung-callback", "phase Stopping")]
    [InlineData("foreground-thread", "phase Exited")]
    public async Task A_second_signal_ends_at_once_what_hangs(string fault, string phase)
    {
        using var app = await WorkerProcess.StartAsync($"--faults={fault}");
        app.Terminate();
        await app.WaitForOutputAsync(phase == "phase Exited" ? "host has stopped" : "Draining", TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken); // Within 100 ms it counts as the same signal.
        app.Terminate();
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(1, exitCode);
        Assert.Contains("Forced exit with code 1: a second signal, SIGTERM.", output);
        Assert.Contains(phase, output);
    }

    [Fact]
    public async Task A_second_signal_may_be_of_another_kind()
    {
        using var app = await WorkerProcess.StartAsync("--faults=hung-hook");
        app.Terminate();
        await app.WaitForOutputAsync("Draining", TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken); // Within 100 ms it counts as the same signal.
        app.Signal(PosixSignal.SIGINT);
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(1, exitCode);
        Assert.Contains("a second signal, SIGINT", output);
    }

    [Fact]
    public async Task SIGHUP_stays_the_apps_own_where_the_option_says_so()
    {
        using var app = await WorkerProcess.StartAsync("--GracefulShutdown:StopOnHangup=false");
        app.Signal(PosixSignal.SIGHUP);
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(128 + 1, exitCode); // What it does without us: end the process.
        Assert.DoesNotContain("Shutdown begins", output);
    }

    [Fact]
    public async Task A_failed_background_service_leaves_a_non_zero_exit_code()
    {
        using var app = await WorkerProcess.StartAsync("--faults=failing-service");
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(1, exitCode);
        Assert.Contains("A background service has failed: the process ends with code 1", output);
        Assert.DoesNotContain("Forced exit", output);
    }

    [Fact]
    public async Task An_app_that_stops_itself_exits_with_0()
    {
        using var app = await WorkerProcess.StartAsync("--faults=stop-itself");
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(0, exitCode);
        Assert.Contains("Shutdown begins with StopApplication", output);
    }
}
