using System.Net;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// The sockets that all workers accept from. Bound once and kept for the supervisor's whole life, and longer if systemd has bound them:
/// what is in their queues outlives every worker.
/// </summary>
internal sealed class ListeningSockets : IDisposable
{
    private readonly List<(Socket Socket, string Url, bool IsOurs)> _sockets = [];

    /// <summary>Binds the URLs, but those that systemd has bound already. What else it has bound is listened on as well.</summary>
    /// <exception cref="ClusterException">A URL is none to listen on, or is in use.</exception>
    public ListeningSockets(IEnumerable<string> urls, IEnumerable<Socket> fromSystemd)
    {
        var bound = fromSystemd.ToList();
        try
        {
            foreach (var url in urls.SelectMany(ListenUrl.Parse))
            {
                var socket = bound.Find(socket => url.EndPoint.Equals(socket.LocalEndPoint));
                Add(socket ?? Listen(url), url, isOurs: socket is null);
                bound.RemoveAll(other => other == socket);
            }

            foreach (var socket in bound)
                Add(socket, new ListenUrl("http", socket.LocalEndPoint!), isOurs: false);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Those that the supervisor before has bound.</summary>
    public ListeningSockets(IEnumerable<HandedSocket> sockets)
    {
        foreach (var (descriptor, url, isOurs) in sockets)
            _sockets.Add((Posix.TakeSocket(descriptor), url, isOurs));
    }

    /// <summary>The sockets as a worker inherits them.</summary>
    public IEnumerable<InheritedSocket> Inheritable => HandOver().Select(static one => new InheritedSocket(one.Descriptor, one.Url));

    /// <summary>The sockets as the next supervisor gets them.</summary>
    public IReadOnlyList<HandedSocket> HandOver() =>
        [.. _sockets.Select(static one => new HandedSocket((int)one.Socket.SafeHandle.DangerousGetHandle(), one.Url, one.IsOurs))];

    private void Add(Socket socket, ListenUrl url, bool isOurs) => _sockets.Add((socket, url.Of(socket.LocalEndPoint!), isOurs));

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

    /// <summary>Closes them, and removes the files of those that were bound here.</summary>
    public void Dispose()
    {
        foreach (var (socket, _, isOurs) in _sockets)
        {
            if (isOurs && socket.SafeHandle is { IsClosed: false } && socket.LocalEndPoint is UnixDomainSocketEndPoint file)
                File.Delete(file.ToString());
            socket.Dispose();
        }
    }
}
