using System.Net.Sockets;
using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Takes commands on a Unix domain socket that only its user can use, any number at a time.</summary>
internal sealed class ControlServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Commands _commands;

    /// <exception cref="SocketException">The file cannot be made.</exception>
    public ControlServer(string path, Commands commands)
    {
        _commands = commands;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Posix.WithPrivateFiles(() => _listener.Bind(new UnixDomainSocketEndPoint(path)));
        _listener.Listen(int.MaxValue);
    }

    public async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptAsync().ConfigureAwait(false);
                _ = Task.Run(() => ServeAsync(client));
            }
            catch (SocketException) when (!_listener.SafeHandle.IsClosed)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100)).ConfigureAwait(false); // Out of descriptors, most likely.
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    // A client that says anything but a command is not answered.
    private async Task ServeAsync(Socket client)
    {
        using var messages = new JsonLines(client);
        if (!PeerCredentials.AreOurs(client))
            return;

        try
        {
            await foreach (var request in messages.ReadAsync(ClusterJson.Default.ControlRequest).ConfigureAwait(false))
                _commands.Run(request, reply => messages.TryWrite(reply, ClusterJson.Default.ControlReply));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or JsonException)
        {
            // Disconnected.
        }
    }

    /// <summary>Closes the socket and removes its file.</summary>
    public void Dispose() => _listener.Dispose();
}
