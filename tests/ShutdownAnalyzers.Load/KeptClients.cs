using System.Net;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Load;

/// <summary>Clients with a connection each, which they keep until the server closes it, and then open anew.</summary>
public sealed class KeptClients : IDisposable
{
    private readonly List<HttpClient> _clients = [];

    /// <summary>Opens all connections before the first request.</summary>
    /// <param name="server">Where.</param>
    /// <param name="count">How many.</param>
    /// <param name="pause">Between a connection and the next; none to open all at once.</param>
    public KeptClients(IPEndPoint server, int count, TimeSpan pause = default)
    {
        for (var client = 0; client < count; client++)
        {
            _clients.Add(Connected(server));
            if (pause > TimeSpan.Zero)
                Thread.Sleep(pause);
        }
    }

    /// <summary>Lets each client make a request.</summary>
    /// <returns>How many got the same answer, the most first.</returns>
    public async Task<int[]> CountAnswersAsync(string path, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(_clients.Select(client => client.GetStringAsync(path, cancellation)));
        return [.. answers.CountBy(static answer => answer).Select(static answer => answer.Value).OrderDescending()];
    }

    public void Dispose() => _clients.ForEach(static client => client.Dispose());

    private static HttpClient Connected(IPEndPoint server)
    {
        Stream? first = Connect(server);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            MaxConnectionsPerServer = 1,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            ConnectCallback = (_, _) => ValueTask.FromResult(Interlocked.Exchange(ref first, null) ?? Connect(server)),
        };
        return new HttpClient(handler) { BaseAddress = new Uri($"http://{server}") };
    }

    private static NetworkStream Connect(IPEndPoint server)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(server);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
