using System.Net;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Load;

/// <summary>
/// One TCP connection that carries HTTP/1.1 requests one after another and never repeats one.
/// A raw socket, because what matters here is how a connection ends: an orderly close (FIN) or a reset (RST).
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    // What a client that reads slowly lets the kernel take in advance: little, or its reading would hold up nobody.
    private const int SlowReadersBuffer = 64 * 1024;

    private readonly Socket _socket;
    private readonly int _readsPerSecond;
    private byte[] _received = new byte[4 * 1024];

    private HttpConnection(Socket socket, int readsPerSecond)
    {
        _socket = socket;
        _readsPerSecond = readsPerSecond;
    }

    /// <param name="server">Where to.</param>
    /// <param name="readsPerSecond">How many bytes it reads in a second; 0 for as fast as they come.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<HttpConnection> ConnectAsync(IPEndPoint server, int readsPerSecond, CancellationToken cancellation)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (readsPerSecond > 0) socket.ReceiveBufferSize = SlowReadersBuffer;
            await socket.ConnectAsync(server, cancellation);
            return new HttpConnection(socket, readsPerSecond);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether the server has ended the idle connection; a client that looks before it sends loses nothing.</summary>
    public bool ClosedByServer => _socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Sends the request and reads its response.</summary>
    /// <returns>What became of it, and whether the connection can carry another one.</returns>
    /// <exception cref="SocketException">The connection was reset.</exception>
    public async Task<(Outcome Outcome, bool Reusable)> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        await _socket.SendAsync(request, cancellation);

        var length = 0;
        while (true)
        {
            if (length == _received.Length) Array.Resize(ref _received, 2 * length);

            var read = await _socket.ReceiveAsync(_received.AsMemory(length), cancellation);
            if (read == 0) return (length == 0 ? Outcome.NoResponse : Outcome.CutShort, false);

            length += read;
            if (_readsPerSecond > 0) await Task.Delay(TimeSpan.FromSeconds((double)read / _readsPerSecond), cancellation);
            if (HttpResponse.TryRead(_received.AsSpan(0, length), out var response))
                return (response.Outcome, !response.ClosesConnection);
        }
    }

    public void Dispose() => _socket.Dispose();
}
