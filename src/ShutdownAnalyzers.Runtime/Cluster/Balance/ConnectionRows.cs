using Microsoft.Win32.SafeHandles;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Gives each worker a row of its own. A worker without one is not balanced, and serves as well.</summary>
internal sealed class ConnectionRows : IDisposable
{
    private readonly ConnectionTable? _table;
    private readonly SafeFileHandle? _memory;
    private readonly bool[] _taken = new bool[ConnectionTable.Rows];

    /// <exception cref="IOException">The system gives no shared memory.</exception>
    public ConnectionRows(bool balance)
    {
        if (balance && OperatingSystem.IsLinux())
            _table = ConnectionTable.Create(out _memory);
    }

    /// <returns>Null if there is none.</returns>
    public InheritedRow? Take()
    {
        var free = Array.IndexOf(_taken, false);
        if (_memory is null || free < 0)
            return null;

        _taken[free] = true;
        return new InheritedRow((int)_memory.DangerousGetHandle(), free);
    }

    /// <summary>Forgets the connections of a process that has ended.</summary>
    public void GiveBack(InheritedRow? row)
    {
        if (row is null || _table is null)
            return;

        _table[row.Index] = default;
        _taken[row.Index] = false;
    }

    public void Dispose()
    {
        _table?.Dispose();
        _memory?.Dispose();
    }
}
