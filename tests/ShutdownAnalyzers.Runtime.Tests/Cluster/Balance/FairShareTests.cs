namespace ShutdownAnalyzers.Runtime.Cluster.Balance;

public sealed class FairShareTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10_000)]
    public void A_worker_alone_never_waits(int own) => Assert.False(FairShare.IsReached(own, []));

    [Theory]
    [InlineData(32, 32)]
    [InlineData(0, 0)]
    [InlineData(5, 500)]
    public void One_that_has_no_more_than_its_sibling_never_waits(int own, int sibling) => Assert.False(FairShare.IsReached(own, [sibling]));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(16)]
    public void Whoever_comes_first_has_at_most_1_3_times_its_share_of_64(int workers)
    {
        var held = new int[workers];
        for (var connection = 0; connection < 64; connection++)
        {
            // The first that does not leave it to the others: the worst there is.
            var taker = Enumerable.Range(0, workers).First(worker => !FairShare.IsReached(held[worker], [.. held[..worker], .. held[(worker + 1)..]]));
            held[taker]++;
        }

        Assert.Equal(64, held.Sum());
        Assert.True(held.Max() <= Math.Max(1.3 * 64 / workers, (64 / workers) + 3), string.Join(", ", held));
    }

    [Fact]
    public void Not_all_wait_at_once()
    {
        for (var first = 0; first < 100; first++)
        {
            for (var second = 0; second < 100; second++)
                Assert.False(FairShare.IsReached(first, [second]) && FairShare.IsReached(second, [first]), $"{first}, {second}");
        }
    }
}
