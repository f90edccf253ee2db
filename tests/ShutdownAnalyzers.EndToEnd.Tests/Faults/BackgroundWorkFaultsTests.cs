using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>What becomes of background services at SIGTERM that have the faults of SHUT4xx, before and after the fixes.</summary>
public sealed class BackgroundWorkFaultsTests(BackgroundWorkFaultsTests.Sample sample) : IClassFixture<BackgroundWorkFaultsTests.Sample>
{
    private const int Aborted = 134;

    [Fact]
    public void Build_finds_every_fault() => sample.ShouldFindWhatIsCheckedIn();

    [Fact]
    public void Fixes_leave_nothing_to_find() => Assert.Empty(sample.FindingsAfterFix);

    [Fact]
    public async Task SHUT401_wait_without_the_token_outlasts_the_shutdown()
    {
        var faulty = await FaultSample.TerminateAsync(sample.FaultyApp, "SHUT401", "ready");
        Assert.Contains("Poller is still at work", faulty.Output);

        var mended = await FaultSample.TerminateAsync(sample.FixedApp, "SHUT401", "ready");
        Assert.Contains("Poller has ended", mended.Output);
        Assert.Equal(0, mended.ExitCode);
    }

    [Fact]
    public async Task SHUT402_swallowed_cancellation_spins_until_the_shutdown_timeout()
    {
        var faulty = await FaultSample.TerminateAsync(sample.FaultyApp, "SHUT402", "ready");
        Assert.Contains("Failed 1000 times", faulty.Output);
        Assert.Contains("Retrier is still at work", faulty.Output);

        var mended = await FaultSample.TerminateAsync(sample.FixedApp, "SHUT402", "ready");
        Assert.DoesNotContain("Failed", mended.Output);
        Assert.Contains("Retrier has ended", mended.Output);
    }

    [Fact]
    public async Task SHUT403_service_without_its_base_is_not_told_to_stop()
    {
        var faulty = await FaultSample.TerminateAsync(sample.FaultyApp, "SHUT403", "ready");
        Assert.Contains("Closer is still at work", faulty.Output);

        var mended = await FaultSample.TerminateAsync(sample.FixedApp, "SHUT403", "ready");
        Assert.Contains("Closer has ended", mended.Output);
    }

    [Fact]
    public async Task SHUT404_work_that_a_request_lets_go_of_is_cut()
    {
        var faulty = await FaultSample.TerminateAsync(sample.FaultyApp, "SHUT404", "ready");
        Assert.DoesNotContain("Receipt sent", faulty.Output);

        var mended = await FaultSample.TerminateAsync(sample.FixedApp, "SHUT404", "ready");
        Assert.Contains("Receipt sent", mended.Output);
        Assert.Equal(0, mended.ExitCode);
    }

    [Fact]
    public async Task SHUT406_failed_service_is_told_by_the_exit_code_only_with_the_package()
    {
        Assert.Equal(0, await ExitCodeAsync(sample.FaultyApp, "SHUT406"));
        Assert.Equal(1, await ExitCodeAsync(sample.FixedApp, "SHUT406"));
    }

    [Fact]
    public async Task SHUT407_stop_that_ignores_its_token_holds_the_host()
    {
        var faulty = await FaultSample.TerminateAsync(sample.FaultyApp, "SHUT407", "ready");
        Assert.Contains("Waited beyond the shutdown timeout", faulty.Output);
    }

    [Fact]
    public async Task SHUT408_stop_that_lets_its_cancellation_out_crashes_the_process()
    {
        var faulty = await FaultSample.TerminateAsync(sample.FaultyApp, "SHUT408", "ready");
        Assert.Equal(Aborted, faulty.ExitCode);

        var mended = await FaultSample.TerminateAsync(sample.FixedApp, "SHUT408", "ready");
        Assert.Equal(0, mended.ExitCode);
    }

    private static async Task<int> ExitCodeAsync(string app, string scenario)
    {
        using var process = AppProcess.Start(app, scenario);
        return await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public sealed class Sample(PackageFeed feed) : FaultSample(feed, "BackgroundWork");
}
