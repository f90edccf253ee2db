using ShutdownAnalyzers.EndToEnd.Fixture;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>What happens at SIGTERM to the apps that SHUT1xx are about, before and after the fixes.</summary>
public sealed class LifecycleFaultsTests(LifecycleFaultsTests.Sample sample) : IClassFixture<LifecycleFaultsTests.Sample>
{
    private const int KilledBySigterm = 143;

    [Fact]
    public void Build_finds_every_fault() => sample.ShouldFindWhatIsCheckedIn();

    [Fact]
    public void Fixes_leave_nothing_to_find() => Assert.Empty(sample.FindingsAfterFix);

    [Fact]
    public async Task SHUT102_discarded_registration_dies_at_a_garbage_collection()
    {
        var faulty = await FaultSample.TerminateAsync(sample.FaultyApp, "SHUT102", "ready");
        Assert.Equal(KilledBySigterm, faulty.ExitCode);
        Assert.DoesNotContain("SIGTERM heard", faulty.Output);

        var mended = await FaultSample.TerminateAsync(sample.FixedApp, "SHUT102", "ready");
        Assert.Equal(0, mended.ExitCode);
        Assert.Contains("SIGTERM heard", mended.Output);
    }

    public sealed class Sample(PackageFeed feed) : FaultSample(feed, "Lifecycle");
}
