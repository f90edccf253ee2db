using System.Net.Sockets;
using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Takes commands on a Unix domain socket that only its user can use, any number at a time.</summary>
internal sealed class ControlServer : IDisposable
{
    private readonly string _path;
    private readonly Socket _listener;
    private readonly Commands _commands;

    /// <param name="path">The socket's file.</param>
    /// <param name="commands">What can be asked for.</param>
    /// <param name="before">The descriptor of the socket if the supervisor before has made it.</param>
    /// <exception cref="SocketException">The file cannot be made.</exception>
    public ControlServer(string path, Commands commands, int? before)
    {
        _path = Path.GetFullPath(path);
        _commands = commands;
        _listener = before is { } descriptor ? Posix.TakeSocket(descriptor) : Bind(path);
    }

    public int Descriptor => (int)_listener.SafeHandle.DangerousGetHandle();

    public async Task AcceptAsync()
    {
        var accepts = true;
        while (true)
        {
            try
            {
                var client = await _listener.AcceptAsync().ConfigureAwait(false);
                accepts = true;
                _ = Task.Run(() => ServeAsync(client));
            }
            catch (SocketException exception) when (!_listener.SafeHandle.IsClosed)
            {
                if (accepts)
                    _commands.CannotBeHeard(exception.SocketErrorCode == SocketError.TooManyOpenSockets ? "too many open files" : exception.Message);
                accepts = false;
                await Task.Delay(TimeSpan.FromMilliseconds(100)).ConfigureAwait(false);
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
            await foreach (var request in messages.ReadAsync(ControlRequestFormat.Instance).ConfigureAwait(false))
                _commands.Run(request, reply => messages.TryWrite(reply, ControlReplyFormat.Instance));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or JsonException)
        {
            // Disconnected.
        }
    }

    private static Socket Bind(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Posix.WithPrivateFiles(() => listener.Bind(new UnixDomainSocketEndPoint(path)));
        listener.Listen(int.MaxValue);
        return listener;
    }

    /// <summary>Closes the socket and removes its file.</summary>
    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(_path);
    }
}
