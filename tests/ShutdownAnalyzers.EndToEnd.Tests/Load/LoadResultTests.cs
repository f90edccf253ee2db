using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.EndToEnd.Load;

public class LoadResultTests
{
    private const long Signal = 100;

    private static readonly Guid s_order = Guid.NewGuid();

    [Theory]
    [InlineData(90, 110, 1)]
    [InlineData(80, 90, 0)]
    [InlineData(110, 120, 0)]
    public void In_flight_is_what_began_before_the_signal_and_ended_after_it(long started, long ended, int expected) =>
        Assert.Equal(expected, Result(Made(Outcome.Served, started, ended)).InFlight.Count());

    [Theory]
    [InlineData(Outcome.Served, 0)]
    [InlineData(Outcome.AskedToRetry, 0)]
    [InlineData(Outcome.ListenerClosed, 0)]
    [InlineData(Outcome.Refused, 1)]
    [InlineData(Outcome.Reset, 1)]
    [InlineData(Outcome.NoResponse, 1)]
    [InlineData(Outcome.CutShort, 1)]
    [InlineData(Outcome.ServerError, 1)]
    [InlineData(Outcome.UnexpectedStatus, 1)]
    [InlineData(Outcome.TimedOut, 1)]
    public void Lost_is_what_leaves_a_client_with_nothing(Outcome outcome, int expected) =>
        Assert.Equal(expected, Result(Made(outcome)).Lost.Count());

    [Theory]
    [InlineData(Outcome.Served, 0, 1, 0, 0)]
    [InlineData(Outcome.Served, 1, 0, 0, 0)]
    [InlineData(Outcome.Served, 2, 0, 0, 1)]
    [InlineData(Outcome.Reset, 0, 0, 0, 0)]
    [InlineData(Outcome.Reset, 1, 0, 1, 0)]
    [InlineData(Outcome.AskedToRetry, 1, 0, 1, 0)]
    public void Orders_are_held_against_what_is_stored(
        Outcome outcome, int timesStored, int answeredButNotStored, int storedButNotAnswered, int storedTwice)
    {
        var orders = Result(Made(outcome)).Audit([.. Enumerable.Repeat(s_order, timesStored)]);

        Assert.Equal(
            (answeredButNotStored, storedButNotAnswered, storedTwice),
            (orders.AnsweredButNotStored, orders.StoredButNotAnswered, orders.StoredTwice));
    }

    private static LoadResult Result(params Exchange[] exchanges) => new(exchanges, Signal);

    private static Exchange Made(Outcome outcome, long started = 0, long ended = 1)
    {
        var order = new Request("POST", "/orders", _ => "{}");
        return new Exchange(new ClientGroup("one", 1, order), order, s_order, Reused: false, started, ended, outcome);
    }
}
