using ShutdownAnalyzers.EndToEnd.Fixture;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>What SIGTERM does to a program without a host, before and after the fix.</summary>
public sealed class PlainFaultsTests(PlainFaultsTests.Sample sample) : IClassFixture<PlainFaultsTests.Sample>
{
    private const int KilledBySigterm = 143;

    [Fact]
    public void Build_finds_every_fault() => sample.ShouldFindWhatIsCheckedIn();

    [Fact]
    public void Fixes_leave_nothing_to_find() => Assert.Empty(sample.FindingsAfterFix);

    [Fact]
    public async Task SHUT104_exit_event_is_not_raised_by_the_signal()
    {
        var faulty = await FaultSample.TerminateAsync(sample.FaultyApp, "SHUT104", "ready");
        Assert.Equal(KilledBySigterm, faulty.ExitCode);
        Assert.DoesNotContain("journal closed", faulty.Output);

        var mended = await FaultSample.TerminateAsync(sample.FixedApp, "SHUT104", "ready");
        Assert.Equal(0, mended.ExitCode);
        Assert.Contains("journal closed", mended.Output);
    }

    public sealed class Sample(PackageFeed feed) : FaultSample(feed, "Plain");
}
