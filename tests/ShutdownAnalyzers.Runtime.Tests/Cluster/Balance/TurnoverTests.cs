namespace ShutdownAnalyzers.Runtime.Cluster.Balance;

public sealed class TurnoverTests
{
    private readonly ManualClock _clock = new();
    private readonly Turnover _turnover;

    public TurnoverTests() => _turnover = new Turnover(_clock);

    [Fact]
    public void A_short_connection_is_followed_by_one()
    {
        End(2, lived: TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, Follow());
    }

    [Fact]
    public void A_kept_connection_is_followed_by_none()
    {
        End(2, lived: TimeSpan.FromSeconds(1));

        Assert.Equal(0, Follow());
    }

    [Fact]
    public void One_that_ended_long_ago_is_followed_by_none()
    {
        End(2, lived: TimeSpan.FromMilliseconds(1));
        _clock.Advance(TimeSpan.FromMilliseconds(101));
        End(1, lived: TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, Follow());
    }

    [Fact]
    public void Not_more_follow_than_are_remembered()
    {
        End(1000, lived: TimeSpan.Zero);

        Assert.Equal(Turnover.Most, Follow());
    }

    private int Follow()
    {
        var followed = 0;
        while (_turnover.TryFollow())
            followed++;
        return followed;
    }

    private void End(int count, TimeSpan lived)
    {
        var opened = _clock.GetTimestamp();
        _clock.Advance(lived);
        for (var ended = 0; ended < count; ended++)
            _turnover.Ended(opened);
    }
}
