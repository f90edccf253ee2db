using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>Two plain Kestrel processes that accept from one listening socket, with nobody else in it.</summary>
internal sealed partial class SharedSocket : IDisposable
{
    private const int SetDescriptorFlags = 2; // F_SETFD; without FD_CLOEXEC a child inherits the descriptor.

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<AppProcess> _processes = [];

    private SharedSocket()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen(int.MaxValue);
    }

    public IPEndPoint Server => (IPEndPoint)_socket.LocalEndPoint!;

    public IReadOnlyList<int> Workers => [.. _processes.Select(static process => process.Id)];

    public static async Task<SharedSocket> StartAsync(CancellationToken cancellation)
    {
        var pair = new SharedSocket();
        await pair.StartProcessesAsync(cancellation).OrDisposeAsync(pair);
        return pair;
    }

    public void Dispose()
    {
        foreach (var process in _processes)
            process.Dispose();
        _socket.Dispose();
    }

    private async Task StartProcessesAsync(CancellationToken cancellation)
    {
        var descriptor = (int)_socket.Handle;
        if (Fcntl(descriptor, SetDescriptorFlags, 0) != 0)
            throw new AppFailedException($"The listening socket cannot be inherited: {Marshal.GetLastPInvokeErrorMessage()}");
        while (_processes.Count < 2)
            _processes.Add(await KestrelProcess.StartOnAsync(descriptor, cancellation));
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Fcntl(int descriptor, int command, int flags);
}
