using System.Globalization;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>The listening sockets of a <c>.socket</c> unit, which systemd has opened for this process.</summary>
internal static class SystemdSockets
{
    private const int First = 3;

    /// <summary>Whether there are any. The variables of a process that was started for some are its children's as well, and do not count there.</summary>
    public static bool AreHere => NumberIn("LISTEN_PID") == Environment.ProcessId && NumberIn("LISTEN_FDS") > 0;

    /// <summary>Takes them, once a process.</summary>
    /// <exception cref="ClusterException">One of them is none that a connection can be accepted from.</exception>
    public static IReadOnlyList<Socket> Take()
    {
        if (!AreHere)
            return [];

        var sockets = Enumerable.Range(First, NumberIn("LISTEN_FDS")).Select(Listening).ToArray();
        foreach (var variable in (string[])["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"])
            Environment.SetEnvironmentVariable(variable, null);
        return sockets;
    }

    private static Socket Listening(int descriptor)
    {
        try
        {
            var socket = Posix.TakeSocket(descriptor);
            if (socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.AcceptConnection) is 1)
                return socket;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // The same as one that does not listen.
        }

        throw new ClusterException($"systemd passes descriptor {descriptor}, which is no listening socket: the .socket unit must have ListenStream= and Accept=no.");
    }

    private static int NumberIn(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
