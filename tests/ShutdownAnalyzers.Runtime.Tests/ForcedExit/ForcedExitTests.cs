using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.ForcedExit;

/// <summary>Real processes with something that hangs: each ends, says why, and says so with its exit code.</summary>
public sealed class ForcedExitTests
{
    [Theory]
    [InlineData("hung-callback", "phase Stopping", "an ApplicationStopping callback has not returned")]
    [InlineData("foreground-thread", "phase Exited", "importer")]
    [InlineData("hung-stop", "phase Stopping", "WorkerTestApp.HungStop")]
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
    public async Task The_report_is_written_as_JSON_where_the_option_says()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json");
        try
        {
            await WorkerProcess.TerminateAsync(["--faults=hung-callback,tracked-work", $"--GracefulShutdown:ReportFile={file}", .. WorkerProcess.Hasty]);

            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            var root = report.RootElement;
            Assert.Equal("Stopping", root.GetProperty("phase").GetString());
            Assert.True(root.GetProperty("stoppingCallbackRuns").GetBoolean());
            Assert.Equal("nightly import", root.GetProperty("work")[0].GetProperty("name").GetString());
            Assert.StartsWith("Forced exit with code 1", root.GetProperty("headline").GetString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_report_file_that_cannot_be_written_changes_nothing()
    {
        var (exitCode, output) = await WorkerProcess.TerminateAsync(["--faults=hung-callback", "--GracefulShutdown:ReportFile=/dev/full", .. WorkerProcess.Hasty]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Forced exit with code 1", output);
    }

    [Fact]
    public async Task The_exit_code_is_an_option()
    {
        var (exitCode, output) = await WorkerProcess.TerminateAsync(["--faults=foreground-thread", "--GracefulShutdown:ForcedExitCode=70", .. WorkerProcess.Hasty]);

        Assert.Equal(70, exitCode);
        Assert.Contains("Forced exit with code 70", output);
    }
}
