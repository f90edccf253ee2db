namespace ShutdownAnalyzers.Runtime.ForcedExit;

/// <summary>Real processes with something that hangs: each ends, says why, and says so with its exit code.</summary>
public sealed class ForcedExitTests
{
    [Theory]
    [InlineData("hung-callback", "phase Stopping", "an ApplicationStopping callback")]
    [InlineData("foreground-thread", "phase Exited", "a foreground thread")]
    [InlineData("hung-exit-handler", "phase Exited", "an exit handler")]
    [InlineData("deaf-service", "phase Stopping", "WorkerTestApp.DeafService")]
    [InlineData("hung-callback,foreground-thread,hung-exit-handler", "phase Stopping", "an ApplicationStopping callback")]
    public async Task What_hangs_is_named_and_ended_with_code_1(string faults, string phase, string culprit)
    {
        var (exitCode, output) = await WorkerProcess.TerminateAsync([$"--faults={faults}", .. WorkerProcess.Hasty]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Forced exit with code 1: the shutdown that began with SIGTERM took longer than ForcedExitTimeout (3 s).", output);
        Assert.Contains(phase, output);
        Assert.Contains(culprit, output);
    }

    [Theory]
    [InlineData("hung-hook", "flush the outbox")]
    [InlineData("tracked-work", "nightly import")]
    public async Task A_drain_that_takes_too_long_is_reported_and_left_behind(string fault, string culprit)
    {
        var (exitCode, output) = await WorkerProcess.TerminateAsync([$"--faults={fault}", .. WorkerProcess.Hasty]);

        Assert.Equal(0, exitCode);
        Assert.Contains("The drain took longer than DrainTimeout (1 s).", output);
        Assert.Contains(culprit, output);
    }

    [Fact]
    public async Task The_exit_code_is_an_option()
    {
        var (exitCode, output) = await WorkerProcess.TerminateAsync(["--faults=foreground-thread", "--GracefulShutdown:ForcedExitCode=70", .. WorkerProcess.Hasty]);

        Assert.Equal(70, exitCode);
        Assert.Contains("Forced exit with code 70", output);
    }
}
