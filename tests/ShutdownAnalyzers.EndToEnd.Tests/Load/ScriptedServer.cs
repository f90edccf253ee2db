using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ShutdownAnalyzers.EndToEnd.Load;

/// <summary>A server that does to each connection what its script says, in the order of the connections.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ScriptedServer(params Func<Socket, Task>[] connections)
    {
        _listener.Start();
        _ = PlayAsync(connections);
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>An address where nobody listens any more.</summary>
    public static IPEndPoint ClosedAddress()
    {
        using var server = new ScriptedServer();
        return server.Address;
    }

    /// <summary>Reads one request, then sends the pieces of its response, each in a packet of its own.</summary>
    public static async Task AnswerAsync(Socket connection, params string[] pieces)
    {
        await ReadRequestAsync(connection);
        foreach (var piece in pieces)
            await connection.SendAsync(Encoding.ASCII.GetBytes(piece));
    }

    /// <summary>Ends the connection with a reset instead of an orderly close.</summary>
    public static void Reset(Socket connection) => connection.Close(timeout: 0);

    public void Dispose() => _listener.Dispose();

    private static async Task ReadRequestAsync(Socket connection)
    {
        var received = "";
        var buffer = new byte[1024];
        while (!received.Contains("\r\n\r\n", StringComparison.Ordinal))
            received += Encoding.ASCII.GetString(buffer, 0, await connection.ReceiveAsync(buffer));
    }

    private async Task PlayAsync(Func<Socket, Task>[] connections)
    {
        foreach (var play in connections)
        {
            using var connection = await _listener.AcceptSocketAsync();
            connection.NoDelay = true;
            await play(connection);
        }
    }
}
