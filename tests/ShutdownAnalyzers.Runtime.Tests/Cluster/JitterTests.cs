namespace ShutdownAnalyzers.Runtime.Cluster;

public sealed class JitterTests
{
    private const int Draws = 1000;

    [Fact]
    public void A_limit_is_a_tenth_more_or_less_and_another_one_each_time()
    {
        double[] limits = [.. Enumerable.Range(0, Draws).Select(static _ => Jitter.AboutOne())];

        Assert.All(limits, static limit => Assert.InRange(limit, 0.9, 1.1));
        Assert.True(limits.Max() - limits.Min() > 0.1, "They are all the same.");
    }

    [Fact]
    public void A_wait_is_never_longer_and_never_less_than_half()
    {
        TimeSpan[] waits = [.. Enumerable.Range(0, Draws).Select(static _ => Jitter.AtMost(TimeSpan.FromSeconds(30)))];

        Assert.All(waits, static wait => Assert.InRange(wait, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30)));
        Assert.True(waits.Max() - waits.Min() > TimeSpan.FromSeconds(5), "They are all the same.");
    }
}
