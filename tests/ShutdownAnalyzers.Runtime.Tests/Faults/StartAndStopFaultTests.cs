using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.Faults;

/// <summary>A signal while the host is still starting, and services that fail.</summary>
public sealed class StartAndStopFaultTests
{
    [Fact]
    public async Task A_signal_during_the_start_stops_the_app_as_soon_as_it_has_started()
    {
        var (exitCode, output) = await TerminateOnceSaidAsync("starting slowly", "--faults=slow-start");

        Assert.Equal(0, exitCode);
        Assert.Contains("started slowly", output);
        Assert.Contains("Drained in", output);
        Assert.Contains("slow start stopped", output);
    }

    // The host cancels the start, and its own Run throws what the service throws: an exception nobody catches.
    [Fact]
    public async Task A_start_that_is_cancelled_ends_the_app_at_once()
    {
        var (exitCode, output) = await TerminateOnceSaidAsync("starting slowly", "--faults=cancelled-start");

        Assert.Equal(134, exitCode);
        Assert.Contains("Shutdown begins with SIGTERM", output);
        Assert.Contains("Hosting failed to start", output);
    }

    [Fact]
    public async Task A_service_that_fails_to_stop_comes_after_the_drain()
    {
        var (exitCode, output) = await WorkerProcess.TerminateAsync("--faults=throwing-stop,good-hook");

        Assert.Equal(134, exitCode);
        Assert.Contains("good hook has run", output);
        Assert.Contains("Drained in", output);
        Assert.Contains("cannot stop", output);
    }

    [Fact]
    public async Task A_callback_that_blocks_for_a_while_holds_up_nothing_but_the_exit()
    {
        var (exitCode, output) = await WorkerProcess.TerminateAsync("--faults=slow-callback,good-hook");

        Assert.Equal(0, exitCode);
        Assert.Contains("good hook has run", output);
    }

    [Fact]
    public async Task A_hook_that_blocks_its_thread_is_left_behind()
    {
        var (exitCode, output) = await WorkerProcess.TerminateAsync(["--faults=blocking-hook,good-hook", .. WorkerProcess.Hasty]);

        Assert.Equal(0, exitCode);
        Assert.Contains("good hook has run", output);
        Assert.Contains("count to infinity", output);
    }

    [Fact]
    public async Task A_starved_thread_pool_does_not_hold_the_forced_exit_and_is_named()
    {
        var (exitCode, output) = await TerminateOnceSaidAsync("the pool is starved", ["--faults=starved-pool", .. WorkerProcess.Hasty]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Forced exit with code 1", output);
        Assert.Contains("the thread pool is starved: ", output);
    }

    private static async Task<(int ExitCode, string Output)> TerminateOnceSaidAsync(string said, params string[] arguments)
    {
        using var app = await WorkerProcess.StartedAsync(AppProcess.Start(TestApp.Worker, arguments), said);
        app.Terminate();
        return await WorkerProcess.EndOfAsync(app);
    }
}
