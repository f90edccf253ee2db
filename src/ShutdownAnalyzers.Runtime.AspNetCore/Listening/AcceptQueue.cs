using System.Net;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>The connections the kernel has taken for a listening socket and the server has not accepted yet.</summary>
internal sealed class AcceptQueue
{
    private static readonly TimeSpan s_handshake = TimeSpan.FromMilliseconds(2);

    private readonly Socket? _socket;

    private AcceptQueue(Socket? socket) => _socket = socket;

    /// <summary>
    /// The queue of a socket that was bound by this process. An inherited one (systemd, a supervisor) belongs to its owner:
    /// it outlives us, and whoever accepts next finds all that is in it.
    /// A Unix domain socket has no way to turn newcomers away, so its queue is not waited for.
    /// </summary>
    public static AcceptQueue Of(EndPoint endpoint, Socket? socket) => new(endpoint is IPEndPoint ? socket : null);

    /// <summary>Closes the queue to newcomers and waits until the server has accepted the rest.</summary>
    public async Task EmptyAsync(CancellationToken timeUp)
    {
        if (_socket is null)
            return;

        try
        {
            SynFilter.TryAttach(_socket);
            do
                await Task.Delay(s_handshake, timeUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (!timeUp.IsCancellationRequested && _socket.Poll(0, SelectMode.SelectRead));
        }
        catch (ObjectDisposedException)
        {
            // The endpoint was taken away at run time: no queue any more.
        }
    }
}
