using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>What happens at SIGTERM to the apps that SHUT601 is about, before and after the fixes.</summary>
public sealed class ForcedExitFaultsTests(ForcedExitFaultsTests.Sample sample) : IClassFixture<ForcedExitFaultsTests.Sample>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Build_finds_every_fault() => sample.ShouldFindWhatIsCheckedIn();

    [Fact]
    public void Fixes_leave_nothing_to_find() => Assert.Empty(sample.FindingsAfterFix);

    [Fact]
    public async Task A_timeout_of_zero_loses_what_a_moment_would_have_saved()
    {
        Assert.Contains("lost", (await FaultSample.TerminateAsync(sample.FaultyApp, "impatient", "started")).Output);
        Assert.Contains("flushed", (await FaultSample.TerminateAsync(sample.FixedApp, "impatient", "started")).Output);
    }

    [Fact]
    public async Task An_infinite_timeout_still_waits_when_one_with_an_end_has_given_up()
    {
        using var faulty = AppProcess.Start(sample.FaultyApp, "patient");
        await faulty.WaitForOutputAsync("started", Cancellation);
        faulty.Terminate();

        var mended = await FaultSample.TerminateAsync(sample.FixedApp, "patient", "started");
        Assert.Contains("gave up", mended.Output);
        Assert.Equal(0, mended.ExitCode);
        Assert.DoesNotContain("gave up", faulty.Output);
        Assert.False(faulty.HasExited);
    }

    public sealed class Sample(PackageFeed feed) : FaultSample(feed, "ForcedExit");
}
