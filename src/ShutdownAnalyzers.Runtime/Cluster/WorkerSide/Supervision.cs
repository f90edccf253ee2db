using System.Globalization;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>What a worker has inherited from its supervisor: the channel between them, and the listening sockets.</summary>
internal sealed class Supervision
{
    /// <summary>The worker's number, for the app to read: 0-based, stable across deploys and respawns.</summary>
    public const string NumberVariable = "SHUTDOWN_WORKER";

    private const string ChannelVariable = "SHUTDOWN_WORKER_CHANNEL";
    private const string SocketsVariable = "SHUTDOWN_WORKER_SOCKETS";

    private readonly int _channel;

    private Supervision(int channel, IReadOnlyList<InheritedSocket> sockets)
    {
        _channel = channel;
        Sockets = sockets;
    }

    /// <summary>The supervisor's listening sockets. They stay the supervisor's: to be used, never to be closed.</summary>
    public IReadOnlyList<InheritedSocket> Sockets { get; }

    /// <summary>Whether this process was started by a supervisor.</summary>
    public static bool IsInherited => Environment.GetEnvironmentVariable(ChannelVariable) is not null;

    /// <summary>
    /// Takes what was inherited, once a process. The descriptors and their variables are then closed to the worker's own children.
    /// </summary>
    public static Supervision? TryTake()
    {
        if (Environment.GetEnvironmentVariable(ChannelVariable) is not { } channelText)
            return null;

        var channel = int.Parse(channelText, CultureInfo.InvariantCulture);
        InheritedSocket[] sockets = [.. (Environment.GetEnvironmentVariable(SocketsVariable) ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries).Select(InheritedSocket.Parse)];
        Environment.SetEnvironmentVariable(ChannelVariable, null);
        Environment.SetEnvironmentVariable(SocketsVariable, null);
        foreach (var descriptor in sockets.Select(static socket => socket.Descriptor).Append(channel))
            Posix.CloseOnExec(descriptor);
        return new Supervision(channel, sockets);
    }

    /// <summary>The variables in which a worker finds what it inherits.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Variables(int number, int channel, IEnumerable<InheritedSocket> sockets) =>
    [
        new(NumberVariable, number.ToString(CultureInfo.InvariantCulture)),
        new(ChannelVariable, channel.ToString(CultureInfo.InvariantCulture)),
        new(SocketsVariable, string.Join(';', sockets)),
    ];

    public JsonLines OpenChannel() => new(new Socket(new SafeSocketHandle(_channel, ownsHandle: true)));
}
