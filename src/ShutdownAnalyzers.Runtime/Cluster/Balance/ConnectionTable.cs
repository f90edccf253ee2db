using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>A row for each worker, in memory that all of them and their supervisor share.</summary>
internal sealed unsafe class ConnectionTable : IDisposable
{
    /// <summary>One page.</summary>
    public const int Rows = 4096 / WorkerRow.Bytes;

    private readonly MemoryMappedViewAccessor _view;
    private readonly WorkerRow* _rows;

    private ConnectionTable(SafeFileHandle memory)
    {
        using var file = MemoryMappedFile.CreateFromFile(memory, null, Rows * WorkerRow.Bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = file.CreateViewAccessor();
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _rows = (WorkerRow*)start;
    }

    public ref WorkerRow this[int row] => ref _rows[row];

    /// <summary>A table that is still empty.</summary>
    /// <param name="memory">What a worker inherits. No other child does, unless told to.</param>
    /// <exception cref="IOException">The system gives no such memory.</exception>
    public static ConnectionTable Create(out SafeFileHandle memory)
    {
        memory = new SafeFileHandle(Posix.NewMemory("connections"), ownsHandle: true);
        return new ConnectionTable(memory);
    }

    /// <summary>The table of the supervisor before.</summary>
    /// <param name="descriptor">Of its memory.</param>
    /// <param name="memory">As in <see cref="Create"/>.</param>
    public static ConnectionTable TakeOver(int descriptor, out SafeFileHandle memory)
    {
        Posix.CloseOnExec(descriptor);
        memory = new SafeFileHandle(descriptor, ownsHandle: true);
        return new ConnectionTable(memory);
    }

    /// <summary>The table that a worker has inherited. The descriptor is closed; the table stays for as long as the process does.</summary>
    public static ConnectionTable Open(int descriptor)
    {
        using var memory = new SafeFileHandle(descriptor, ownsHandle: true);
        return new ConnectionTable(memory);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
    }
}
