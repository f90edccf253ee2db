using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.EndToEnd.Drain;

/// <summary>
/// The fixed shop, built from the packages: five SIGTERMs in a row under 32 clients on kept-alive connections,
/// 32 with a connection for each request, and 12 that wait seconds for their answer.
/// </summary>
public sealed class DrainUnderLoadTests(SafeShop shop) : IClassFixture<SafeShop>
{
    private const int Signals = 5;

    [Fact]
    public async Task Serve_answers_every_request_that_reaches_the_shop()
    {
        for (var signal = 0; signal < Signals; signal++)
        {
            var trial = await shop.TryAsync("--GracefulShutdown:DrainMode=Serve");
            AssertNothingLost(trial);
            Assert.Equal(0, trial.Load.Count(Outcome.AskedToRetry));
        }
    }

    // Without a lame duck the clients on kept-alive connections meet the drain in the middle of their work.
    [Fact]
    public async Task Reject_asks_to_retry_and_resets_nothing()
    {
        var rejected = 0;
        for (var signal = 0; signal < Signals; signal++)
        {
            var trial = await shop.TryAsync("--GracefulShutdown:DrainMode=Reject", "--GracefulShutdown:LameDuckPeriod=00:00:00");
            AssertNothingLost(trial);
            rejected += trial.Load.Count(Outcome.AskedToRetry);
        }

        Assert.NotEqual(0, rejected);
    }

    private static void AssertNothingLost(ShopTrial trial)
    {
        Assert.NotEmpty(trial.Load.InFlight);
        Assert.True(trial.LostNothing, $"{trial.Describe()}\n{trial.Output}");
    }
}
