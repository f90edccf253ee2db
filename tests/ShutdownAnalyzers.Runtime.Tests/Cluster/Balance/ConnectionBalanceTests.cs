using Microsoft.Win32.SafeHandles;

namespace ShutdownAnalyzers.Runtime.Cluster.Balance;

public sealed class ConnectionBalanceTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly SafeFileHandle _memory;
    private readonly ConnectionTable _table;
    private readonly ConnectionBalance _busy;
    private readonly ConnectionBalance _idle;

    public ConnectionBalanceTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Connections are balanced on Linux only.");
        _clock.Advance(TimeSpan.FromMinutes(1));
        _table = ConnectionTable.Create(out _memory);
        _busy = new ConnectionBalance(_table, 0, _clock);
        _idle = new ConnectionBalance(_table, 1, _clock);
        _busy.BeginToAccept();
        _idle.BeginToAccept();
    }

    [Fact]
    public void A_worker_that_has_more_leaves_the_next_connection_to_its_sibling()
    {
        Open(_busy, 10);
        Open(_idle, 1);

        Assert.False(_busy.MayAccept());
        Assert.True(_idle.MayAccept());
    }

    [Fact]
    public void It_accepts_again_when_its_connections_have_ended()
    {
        Open(_busy, 10);

        for (var closed = 0; closed < 10; closed++)
            _busy.Closed(openedAt: 0);

        Assert.True(_busy.MayAccept());
    }

    [Fact]
    public void Nothing_is_left_to_a_sibling_that_has_stopped_to_accept()
    {
        Open(_busy, 10);

        _idle.StopToAccept();

        Assert.True(_busy.MayAccept());
    }

    [Fact]
    public void Nothing_is_left_to_a_sibling_that_may_not_accept_yet()
    {
        Open(_busy, 10);

        _table[1].Held = 1;

        Assert.True(_busy.MayAccept());
        Assert.False(_idle.MayAccept());
    }

    [Fact]
    public void A_worker_that_stops_to_accept_waits_for_nobody()
    {
        Open(_busy, 10);

        _busy.StopToAccept();

        Assert.True(_busy.MayAccept());
    }

    [Fact]
    public void A_connection_for_one_request_may_be_followed_by_another_one()
    {
        Open(_busy, 10);
        _busy.Closed(_busy.Opened());

        Assert.True(_busy.MayAccept());
        Assert.False(_busy.MayAccept());
    }

    [Fact]
    public void A_sibling_that_takes_nothing_is_not_waited_for_until_it_does()
    {
        Open(_busy, 10);

        for (var connection = 0; !_busy.MayAccept(); connection++)
        {
            Assert.True(connection < 100, "It is waited for without end.");
            _busy.LetDown();
        }

        Open(_idle, 1);
        Assert.False(_busy.MayAccept());
    }

    [Fact]
    public void A_sibling_that_is_slow_is_waited_for()
    {
        Open(_busy, 1000);

        for (var connection = 0; connection < 100; connection++)
        {
            _busy.LetDown();
            Open(_idle, 1);
            Assert.False(_busy.MayAccept());
        }
    }

    public void Dispose()
    {
        _table?.Dispose();
        _memory?.Dispose();
    }

    private static void Open(ConnectionBalance worker, int count)
    {
        for (var connection = 0; connection < count; connection++)
            worker.Opened();
    }
}
