namespace ShutdownAnalyzers.Runtime.Cluster.Balance;

public sealed class ConnectionRowsTests
{
    [Fact]
    public void A_row_is_empty_when_it_is_taken_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Connections are balanced on Linux only.");
        using var rows = new ConnectionRows(balance: true);
        var (first, second) = (rows.Take(held: false)!, rows.Take(held: false)!);
        using var seenByWorker = AsWorker(first);
        seenByWorker[first.Index] = new WorkerRow { Accepts = 1, Accepted = 5, Closed = 2 };

        rows.GiveBack(first);

        Assert.NotEqual(first.Index, second.Index);
        Assert.Equal(first.Index, rows.Take(held: false)!.Index);
        Assert.Equal(new WorkerRow(), seenByWorker[first.Index]);
    }

    [Fact]
    public void A_worker_sees_that_it_is_held_and_that_it_is_not_any_more()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Connections are balanced on Linux only.");
        using var rows = new ConnectionRows(balance: true);
        var row = rows.Take(held: true)!;
        using var table = AsWorker(row);
        var balance = new ConnectionBalance(table, row.Index, TimeProvider.System);
        balance.BeginToAccept();
        Assert.False(balance.MayAccept());

        rows.Release(row);

        Assert.True(balance.MayAccept());
    }

    [Fact]
    public void There_are_workers_without_a_row_when_there_are_too_many()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Connections are balanced on Linux only.");
        using var rows = new ConnectionRows(balance: true);
        for (var row = 0; row < ConnectionTable.Rows; row++)
            Assert.NotNull(rows.Take(held: false));

        Assert.Null(rows.Take(held: false));
        rows.GiveBack(null);
    }

    // A worker has a descriptor of its own for the same memory, which it closes.
    private static ConnectionTable AsWorker(InheritedRow row)
    {
        var own = File.OpenHandle($"/proc/self/fd/{row.Descriptor}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var descriptor = (int)own.DangerousGetHandle();
        own.SetHandleAsInvalid();
        return ConnectionTable.Open(descriptor);
    }

    [Fact]
    public void Nobody_gets_one_when_connections_are_not_balanced()
    {
        using var rows = new ConnectionRows(balance: false);

        Assert.Null(rows.Take(held: false));
    }
}
