using Microsoft.Win32.SafeHandles;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Gives each worker a row of its own. A worker without one is not balanced, and serves as well.</summary>
internal sealed class ConnectionRows : IDisposable
{
    private readonly ConnectionTable? _table;
    private readonly SafeFileHandle? _memory;
    private readonly bool[] _taken = new bool[ConnectionTable.Rows];

    /// <param name="balance">Whether there are to be any.</param>
    /// <param name="handover">The supervisor before, whose workers keep their rows.</param>
    /// <exception cref="IOException">The system gives no shared memory.</exception>
    public ConnectionRows(bool balance, Handover? handover = null)
    {
        if (!balance || !OperatingSystem.IsLinux())
            return;

        if (handover?.Connections is not { } descriptor)
        {
            _table = ConnectionTable.Create(out _memory);
            return;
        }

        _table = ConnectionTable.TakeOver(descriptor, out _memory);
        foreach (var row in handover.Workers.Select(static worker => worker.Row).OfType<InheritedRow>())
            _taken[row.Index] = true;
    }

    /// <summary>The memory, for the next supervisor.</summary>
    public int? Descriptor => (int?)_memory?.DangerousGetHandle();

    /// <param name="held">Whether its worker is to accept nothing until <see cref="Release"/>.</param>
    /// <returns>Null if there is none.</returns>
    public InheritedRow? Take(bool held)
    {
        var free = Array.IndexOf(_taken, false);
        if (_memory is null || _table is null || free < 0)
            return null;

        _taken[free] = true;
        Volatile.Write(ref _table[free].Held, held ? 1 : 0);
        return new InheritedRow((int)_memory.DangerousGetHandle(), free);
    }

    public void Release(InheritedRow? row)
    {
        if (row is not null && _table is not null)
            Volatile.Write(ref _table[row.Index].Held, 0);
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
