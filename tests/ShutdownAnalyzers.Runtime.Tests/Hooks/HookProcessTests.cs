namespace ShutdownAnalyzers.Runtime.Hooks;

public sealed class HookProcessTests
{
    [Fact]
    public async Task A_hook_that_fails_is_logged_and_stops_nothing_else()
    {
        var (exitCode, output) = await WorkerProcess.TerminateAsync("--faults=failing-hook,good-hook");

        Assert.Equal(0, exitCode);
        Assert.Contains("'say goodbye' failed", output);
        Assert.Contains("nobody listens", output);
        Assert.Contains("good hook has run", output);
    }
}
