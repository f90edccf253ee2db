namespace ShutdownAnalyzers.Runtime.Cluster.Balance;

public sealed class TurnoverTests
{
    private readonly ManualClock _clock = new();
    private readonly Turnover _turnover;

    public TurnoverTests()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        _turnover = new Turnover(_clock);
    }

    [Fact]
    public void It_is_high_for_a_moment_when_many_short_connections_have_ended()
    {
        End(Turnover.Many, lived: TimeSpan.FromMilliseconds(1));

        Assert.True(_turnover.IsHigh);
        _clock.Advance(TimeSpan.FromMilliseconds(101));
        Assert.False(_turnover.IsHigh);
    }

    [Fact]
    public void A_few_are_not_many()
    {
        End(Turnover.Many - 1, lived: TimeSpan.FromMilliseconds(1));

        Assert.False(_turnover.IsHigh);
    }

    [Fact]
    public void Connections_that_were_kept_do_not_count()
    {
        End(1000, lived: TimeSpan.FromSeconds(1));

        Assert.False(_turnover.IsHigh);
    }

    [Fact]
    public void Health_checks_do_not_make_it_high()
    {
        for (var check = 0; check < 1000; check++)
        {
            End(1, lived: TimeSpan.FromMilliseconds(1));
            _clock.Advance(TimeSpan.FromSeconds(1));

            Assert.False(_turnover.IsHigh);
        }
    }

    private void End(int count, TimeSpan lived)
    {
        var opened = _clock.GetTimestamp();
        _clock.Advance(lived);
        for (var ended = 0; ended < count; ended++)
            _turnover.Ended(opened);
    }
}
