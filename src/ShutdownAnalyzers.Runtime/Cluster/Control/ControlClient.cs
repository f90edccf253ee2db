using System.Net.Sockets;
using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>A connection to a running supervisor.</summary>
internal sealed class ControlClient(JsonLines messages) : IDisposable
{
    /// <returns>Null if no supervisor runs there.</returns>
    /// <exception cref="StaleIpcException">There is a file, and nobody behind it.</exception>
    /// <exception cref="ClusterException">It is another user's.</exception>
    public static ControlClient? TryConnect(string path)
    {
        if (!File.Exists(path))
            return null;

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return new ControlClient(new JsonLines(socket));
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw exception.SocketErrorCode == SocketError.AccessDenied
                ? new ClusterException($"ipc-file `{path}` belongs to another user: only that one and root can use it")
                : new StaleIpcException(path);
        }
    }

    public void Send(ControlRequest request) => messages.TryWrite(request, ControlRequestFormat.Instance);

    /// <summary>Tells of each answer, up to the last.</summary>
    /// <returns>The exit code the last one has; 1 if the supervisor ended without.</returns>
    public async Task<int> ListenAsync(Action<ControlReply> hear)
    {
        try
        {
            await foreach (var reply in messages.ReadAsync(ControlReplyFormat.Instance).ConfigureAwait(false))
            {
                hear(reply);
                if (reply.ExitCode is { } exitCode)
                    return exitCode;
            }
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            // The same as an end without an answer.
        }

        hear(new ControlReply { Progress = "The supervisor has gone away.", ExitCode = 1 });
        return 1;
    }

    public void Dispose() => messages.Dispose();
}

/// <summary>A control socket that a dead supervisor has left behind, or a file that is none.</summary>
internal sealed class StaleIpcException(string path) : Exception($"unable to connect to ipc-file `{path}`");
