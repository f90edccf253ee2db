using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;

namespace ShutdownAnalyzers.Load;

/// <summary>Many open WebSockets, each waiting for what the app sends.</summary>
public sealed class SocketCrowd : IDisposable
{
    private const int OpenedAtOnce = 100;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly List<ClientWebSocket> _sockets = [];

    /// <summary>How one of them ended.</summary>
    /// <param name="Status">The status of the close frame; null if the connection ended without one.</param>
    /// <param name="At">When, as <see cref="Stopwatch.GetTimestamp"/>.</param>
    public sealed record Ending(WebSocketCloseStatus? Status, long At);

    public static async Task<SocketCrowd> OpenAsync(IPEndPoint server, string path, int count, CancellationToken cancellation)
    {
        var crowd = new SocketCrowd();
        for (var i = 0; i < count; i++)
            crowd._sockets.Add(new ClientWebSocket());
        await Parallel.ForEachAsync(crowd._sockets, new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce, CancellationToken = cancellation },
            async (socket, stop) => await socket.ConnectAsync(new Uri($"ws://{server}{path}"), crowd._http, stop));
        return crowd;
    }

    /// <summary>Waits for the end of all; each answers a close with a close. Call it before the signal, await it after.</summary>
    public Task<Ending[]> EndAsync(CancellationToken cancellation) => Task.WhenAll(_sockets.Select(socket => EndAsync(socket, cancellation)));

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
        _http.Dispose();
    }

    private static async Task<Ending> EndAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        var buffer = new byte[128];
        try
        {
            while ((await socket.ReceiveAsync(buffer, cancellation)).MessageType != WebSocketMessageType.Close)
            {
                // What comes before the close is of no interest here.
            }

            var seen = Stopwatch.GetTimestamp();
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
            return new Ending(socket.CloseStatus, seen);
        }
        catch (WebSocketException)
        {
            return new Ending(socket.CloseStatus, Stopwatch.GetTimestamp());
        }
    }
}
