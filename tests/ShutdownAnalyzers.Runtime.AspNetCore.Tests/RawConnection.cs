using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>A kept-alive HTTP/1.1 connection, to see exactly what the server sends and how it ends.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);

    public static async Task<RawConnection> OpenAsync(IPEndPoint server)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(server, TestContext.Current.CancellationToken);
        return connection;
    }

    public Task SendAsync(string path) => SendTextAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    public async Task SendTextAsync(string text) => await _socket.SendAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>One response; its body must be chunked or empty.</summary>
    public Task<string> ReceiveAsync() =>
        ReceiveAsync(static text => text.EndsWith("0\r\n\r\n", StringComparison.Ordinal) || (text.EndsWith("\r\n\r\n", StringComparison.Ordinal) && text.Contains("Content-Length: 0")));

    /// <summary>All that comes until the server closes the connection in an orderly way; a reset throws.</summary>
    public Task<string> ReceiveToEndAsync() => ReceiveAsync(static _ => false);

    public void Dispose() => _socket.Dispose();

    private async Task<string> ReceiveAsync(Func<string, bool> isWhole)
    {
        var text = "";
        var buffer = new byte[4096];
        while (!isWhole(text))
        {
            var read = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            if (read == 0)
                break;
            text += Encoding.ASCII.GetString(buffer, 0, read);
        }

        return text;
    }
}
