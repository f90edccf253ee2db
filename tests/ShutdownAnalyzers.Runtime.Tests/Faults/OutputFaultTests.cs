namespace ShutdownAnalyzers.Runtime.Faults;

/// <summary>Nowhere to write the report to: the process ends in time with its code all the same.</summary>
public sealed class OutputFaultTests
{
    [Theory]
    [InlineData("2>/dev/full")]
    [InlineData("2>&-")]
    public async Task A_report_that_cannot_be_written_changes_nothing_about_the_exit(string redirection)
    {
        using var app = await WorkerProcess.StartByAsync(
            "sh", ["-c", $"exec \"$@\" {redirection}", "sh"], ["--faults=foreground-thread", .. WorkerProcess.Hasty]);
        app.Terminate();
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.Equal(1, exitCode);
        Assert.Contains("Forced exit with code 1", output); // In the log, on stdout.
    }
    [Fact]
    public async Task A_disk_that_is_full_keeps_only_the_file_from_being_written()
    {
        var (exitCode, output) = await WorkerProcess.TerminateAsync(["--faults=foreground-thread", "--GracefulShutdown:ReportFile=/dev/full", .. WorkerProcess.Hasty]);

        Assert.Equal(1, exitCode);
        Assert.Equal(2, output.Split("Forced exit with code 1").Length - 1); // On stderr and in the log.
    }
}
