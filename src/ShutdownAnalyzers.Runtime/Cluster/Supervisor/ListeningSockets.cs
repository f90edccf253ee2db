using System.Net;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// The sockets that all workers accept from. Bound once and kept for the supervisor's whole life:
/// what is in their queues outlives every worker.
/// </summary>
internal sealed class ListeningSockets : IDisposable
{
    private readonly List<(Socket Socket, ListenUrl Url)> _sockets = [];

    /// <exception cref="ClusterException">A URL is none to listen on, or is in use.</exception>
    public ListeningSockets(IEnumerable<string> urls)
    {
        try
        {
            foreach (var url in urls.SelectMany(ListenUrl.Parse))
                _sockets.Add((Listen(url), url));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The sockets as a worker inherits them.</summary>
    public IEnumerable<InheritedSocket> Inheritable => _sockets.Select(static one =>
        new InheritedSocket((int)one.Socket.SafeHandle.DangerousGetHandle(), one.Url.Of(one.Socket.LocalEndPoint!)));

    private static Socket Listen(ListenUrl url)
    {
        var socket = new Socket(url.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (url.EndPoint is IPEndPoint { Address: var address } && address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(url.EndPoint);
            socket.Listen(int.MaxValue); // As many as the kernel allows.
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new ClusterException($"{url.Of(url.EndPoint)} cannot be listened on: {exception.Message}");
        }
    }

    public void Dispose()
    {
        foreach (var (socket, _) in _sockets)
            socket.Dispose();
    }
}
