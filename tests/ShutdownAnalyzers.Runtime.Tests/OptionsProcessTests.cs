using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime;

public sealed class OptionsProcessTests
{
    [Fact]
    public async Task An_option_out_of_range_keeps_the_app_from_starting_and_says_which_and_why()
    {
        using var app = AppProcess.Start(TestApp.Worker, "--GracefulShutdown:DrainTimeout=02:00:00");
        var (exitCode, output) = await WorkerProcess.EndOfAsync(app);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("GracefulShutdown:DrainTimeout is 02:00:00; allowed is 00:00:00 to 01:00:00.", output);
        Assert.DoesNotContain("Application started", output);
    }
}
