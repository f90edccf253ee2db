namespace ShutdownAnalyzers.Runtime.Phases;

public sealed class PhaseLineTests
{
    private readonly GracefulShutdownOptions _options = new() { Clock = new ManualClock() };

    private ManualClock Clock => (ManualClock)_options.Clock;

    [Fact]
    public void A_phase_is_entered_once()
    {
        var phases = new PhaseLine(_options);

        Assert.True(phases.TryEnter(ShutdownPhase.LameDuck));
        Assert.False(phases.TryEnter(ShutdownPhase.LameDuck));
    }

    [Fact]
    public void Nothing_goes_back()
    {
        var phases = new PhaseLine(_options);
        phases.TryEnter(ShutdownPhase.Stopping);

        Assert.False(phases.TryEnter(ShutdownPhase.Draining));
        Assert.Equal(ShutdownPhase.Stopping, phases.Current);
    }

    [Fact]
    public void Of_many_that_enter_at_once_one_does()
    {
        var phases = new PhaseLine(_options);

        var entered = Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(8).Count(_ => phases.TryEnter(ShutdownPhase.LameDuck));

        Assert.Equal(1, entered);
    }

    [Fact]
    public void The_age_is_that_of_the_phase()
    {
        var phases = new PhaseLine(_options);
        Clock.Advance(TimeSpan.FromSeconds(5));
        phases.TryEnter(ShutdownPhase.LameDuck);
        Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds(2), phases.Age);
    }
}
