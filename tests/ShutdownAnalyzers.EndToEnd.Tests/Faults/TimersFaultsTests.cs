using ShutdownAnalyzers.EndToEnd.Fixture;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>What the timers that SHUT3xx are about do at SIGTERM, before and after the fixes.</summary>
public sealed class TimersFaultsTests(TimersFaultsTests.Sample sample) : IClassFixture<TimersFaultsTests.Sample>
{
    [Fact]
    public void Build_finds_every_fault() => sample.ShouldFindWhatIsCheckedIn();

    // SHUT305's fix makes a background service, and SHUT406 asks what its failure does to the exit code.
    [Fact]
    public void Fixes_leave_nothing_of_the_band_to_find() =>
        Assert.Equal(["SHUT406"], sample.FindingsAfterFix.Select(static finding => finding.Split(' ')[0]));

    [Fact]
    public async Task SHUT303_callback_outlives_StopAsync()
    {
        var faulty = await FaultSample.TerminateAsync(sample.FaultyApp, "SHUT303", "export begins");
        Assert.DoesNotContain("export ends", faulty.Output[..faulty.Output.IndexOf("host stopped", StringComparison.Ordinal)]);

        var mended = await FaultSample.TerminateAsync(sample.FixedApp, "SHUT303", "export begins");
        Assert.Contains("export ends", mended.Output[..mended.Output.IndexOf("host stopped", StringComparison.Ordinal)]);
        Assert.Equal(0, mended.ExitCode);
    }

    public sealed class Sample(PackageFeed feed) : FaultSample(feed, "Timers");
}
