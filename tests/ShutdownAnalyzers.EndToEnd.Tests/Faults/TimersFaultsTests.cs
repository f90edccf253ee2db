using ShutdownAnalyzers.EndToEnd.Fixture;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>What the timers that SHUT3xx are about do at SIGTERM, before and after the fixes.</summary>
public sealed class TimersFaultsTests(TimersFaultsTests.Sample sample) : IClassFixture<TimersFaultsTests.Sample>
{
    [Fact]
    public void Build_finds_every_fault() => sample.ShouldFindWhatIsCheckedIn();

    [Fact]
    public void Fixes_leave_nothing_to_find() => Assert.Empty(sample.FindingsAfterFix);

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
