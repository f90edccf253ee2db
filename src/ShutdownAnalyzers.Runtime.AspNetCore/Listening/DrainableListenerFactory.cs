using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>Kestrel's sockets, with listeners that can stop accepting before the server stops.</summary>
internal sealed class DrainableListenerFactory : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory _sockets;
    private readonly OpenConnections _connections;
    private readonly InheritedListeners _inherited;
    private readonly ConnectionBalance? _balance;
    private readonly ConcurrentDictionary<EndPoint, Socket> _justBound = new();
    private readonly ConcurrentBag<DrainableListener> _listeners = [];

    public DrainableListenerFactory(
        IOptions<SocketTransportOptions> options, ILoggerFactory loggers, OpenConnections connections, InheritedListeners inherited, ConnectionBalance? balance = null)
    {
        var bind = options.Value.CreateBoundListenSocket;
        options.Value.CreateBoundListenSocket = endpoint => _justBound[endpoint] = bind(endpoint);
        if (inherited.Any)
            options.Value.Backlog = int.MaxValue; // To listen once more on a shared socket sets its backlog for all.
        _sockets = new SocketTransportFactory(options, loggers);
        _connections = connections;
        _inherited = inherited;
        _balance = balance;
    }

    public bool CanBind(EndPoint endpoint) => _sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        endpoint = _inherited.InPlaceOf(endpoint);
        var inner = await _sockets.BindAsync(endpoint, cancellationToken);
        _justBound.TryRemove(endpoint, out var socket);

        var listener = new DrainableListener(inner, AcceptQueue.Of(endpoint, socket), _connections, TurnOn(endpoint));
        _listeners.Add(listener);
        return listener;
    }

    public Task StopAcceptingAsync(CancellationToken cancellationToken)
    {
        _balance?.StopToAccept();
        return Task.WhenAll(_listeners.Select(listener => listener.StopAcceptingAsync(cancellationToken)));
    }

    // Only where siblings accept from the same socket.
    private AcceptTurn? TurnOn(EndPoint endpoint)
    {
        if (_balance is null || endpoint is not FileHandleEndPoint inherited)
            return null;

        _balance.BeginToAccept();
        return new AcceptTurn(_balance, (int)inherited.FileHandle);
    }
}
