namespace ShutdownAnalyzers.Runtime.Cluster.Balance;

public sealed class ConnectionRowsTests
{
    [Fact]
    public void A_row_is_empty_when_it_is_taken_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Connections are balanced on Linux only.");
        using var rows = new ConnectionRows(balance: true);
        var (first, second) = (rows.Take()!, rows.Take()!);
        using var seenByWorker = AsWorker(first);
        seenByWorker[first.Index] = new WorkerRow { Accepts = 1, Accepted = 5, Closed = 2 };

        rows.GiveBack(first);

        Assert.NotEqual(first.Index, second.Index);
        Assert.Equal(first.Index, rows.Take()!.Index);
        Assert.Equal(new WorkerRow(), seenByWorker[first.Index]);
    }

    [Fact]
    public void There_are_workers_without_a_row_when_there_are_too_many()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Connections are balanced on Linux only.");
        using var rows = new ConnectionRows(balance: true);
        for (var row = 0; row < ConnectionTable.Rows; row++)
            Assert.NotNull(rows.Take());

        Assert.Null(rows.Take());
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

        Assert.Null(rows.Take());
    }
}
