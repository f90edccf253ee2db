using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>What happens at SIGTERM to the apps that SHUT1xx are about, before and after the fixes.</summary>
public sealed class LifecycleFaultsTests(LifecycleFaultsTests.Sample sample) : IClassFixture<LifecycleFaultsTests.Sample>
{
    private const int KilledBySigterm = 143;
    private const string Started = "Application started";

    [Fact]
    public void Build_finds_every_fault() => sample.ShouldFindWhatIsCheckedIn();

    [Fact]
    public void Fixes_leave_nothing_to_find() => Assert.Empty(sample.FindingsAfterFix);

    [Fact]
    public async Task SHUT102_discarded_registration_dies_at_a_garbage_collection()
    {
        var (faulty, mended) = await TerminateBothAsync("SHUT102", "ready");

        Assert.Equal(KilledBySigterm, faulty.ExitCode);
        Assert.DoesNotContain("SIGTERM heard", faulty.Output);
        Assert.Equal(0, mended.ExitCode);
        Assert.Contains("SIGTERM heard", mended.Output);
    }

    [Fact]
    public async Task SHUT103_signal_that_is_taken_over_too_late_kills()
    {
        var (faulty, mended) = await TerminateBothAsync("SHUT103", "ready");

        Assert.Equal(KilledBySigterm, faulty.ExitCode);
        Assert.DoesNotContain("finished", faulty.Output);
        Assert.Equal(0, mended.ExitCode);
        Assert.Contains("finished", mended.Output);
    }

    [Fact]
    public async Task SHUT105_async_callback_is_not_awaited()
    {
        var (faulty, mended) = await TerminateBothAsync("SHUT105", Started);

        Assert.Equal(0, faulty.ExitCode);
        Assert.Contains("flushing", faulty.Output);
        Assert.DoesNotContain("flushed", faulty.Output);
        Assert.Equal(0, mended.ExitCode);
        Assert.Contains("flushed", mended.Output);
    }

    [Fact]
    public async Task SHUT106_service_that_waits_for_the_stop_leaves_no_time_for_the_others()
    {
        var (faulty, mended) = await TerminateBothAsync("SHUT106", Started);

        Assert.Contains("stopped too late", faulty.Output);
        Assert.Equal(0, mended.ExitCode);
        Assert.Contains("stopped in time", mended.Output);
        Assert.DoesNotContain("stopped too late", mended.Output);
    }

    [Fact]
    public async Task SHUT107_started_host_swallows_the_signal()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var faulty = AppProcess.Start(sample.FaultyApp, "SHUT107");
        await faulty.WaitForOutputAsync(Started, cancellation);
        faulty.Terminate();
        await faulty.WaitForOutputAsync("Application is shutting down", cancellation);
        faulty.Terminate(); // It is still there to be told again.
        Assert.DoesNotContain("stopped", faulty.Output);

        var mended = await FaultSample.TerminateAsync(sample.FixedApp, "SHUT107", Started);
        Assert.Equal(0, mended.ExitCode);
        Assert.Contains("stopped in time", mended.Output);
    }

    [Fact]
    public async Task SHUT108_host_that_is_not_disposed_flushes_nothing()
    {
        var (faulty, mended) = await TerminateBothAsync("SHUT108", Started);

        Assert.Equal(0, faulty.ExitCode);
        Assert.DoesNotContain("sink flushed", faulty.Output);
        Assert.Equal(0, mended.ExitCode);
        Assert.Contains("sink flushed", mended.Output);
    }

    [Fact]
    public async Task SHUT109_exit_stops_no_service()
    {
        var (faulty, mended) = await TerminateBothAsync("SHUT109", Started);

        Assert.Equal(3, faulty.ExitCode);
        Assert.DoesNotContain("stopped", faulty.Output);
        Assert.Equal(3, mended.ExitCode);
        Assert.Contains("stopped in time", mended.Output);
    }

    [Fact]
    public async Task SHUT110_foreground_thread_outlives_the_host()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var faulty = AppProcess.Start(sample.FaultyApp, "SHUT110");
        await faulty.WaitForOutputAsync(Started, cancellation);
        faulty.Terminate();
        await faulty.WaitForOutputAsync("has run", cancellation);
        faulty.Terminate(); // The host no longer handles it.
        Assert.Equal(KilledBySigterm, await faulty.WaitForExitAsync(cancellation));

        var mended = await FaultSample.TerminateAsync(sample.FixedApp, "SHUT110", Started);
        Assert.Equal(0, mended.ExitCode);
    }

    private async Task<(Run Faulty, Run Mended)> TerminateBothAsync(string scenario, string ready) =>
        (await FaultSample.TerminateAsync(sample.FaultyApp, scenario, ready), await FaultSample.TerminateAsync(sample.FixedApp, scenario, ready));

    public sealed class Sample(PackageFeed feed) : FaultSample(feed, "Lifecycle");
}
