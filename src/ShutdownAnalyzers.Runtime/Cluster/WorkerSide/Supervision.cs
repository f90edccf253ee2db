using System.Globalization;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>What a worker has inherited from its supervisor: the channel between them, the listening sockets, and its row in the table of connections.</summary>
internal sealed class Supervision
{
    /// <summary>The worker's number, for the app to read: 0-based, stable across deploys and respawns.</summary>
    public const string NumberVariable = "SHUTDOWN_WORKER";

    private const string ChannelVariable = "SHUTDOWN_WORKER_CHANNEL";
    private const string SocketsVariable = "SHUTDOWN_WORKER_SOCKETS";
    private const string BalanceVariable = "SHUTDOWN_WORKER_BALANCE";

    private readonly int _channel;

    private Supervision(int channel, IReadOnlyList<InheritedSocket> sockets, InheritedRow? row)
    {
        _channel = channel;
        Sockets = sockets;
        Row = row;
    }

    /// <summary>The supervisor's listening sockets. They stay the supervisor's: to be used, never to be closed.</summary>
    public IReadOnlyList<InheritedSocket> Sockets { get; }

    /// <summary>The worker's own row in the table of connections; null if they are not balanced.</summary>
    public InheritedRow? Row { get; }

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
        var row = Environment.GetEnvironmentVariable(BalanceVariable) is { } rowText ? InheritedRow.Parse(rowText) : null;
        Environment.SetEnvironmentVariable(ChannelVariable, null);
        Environment.SetEnvironmentVariable(SocketsVariable, null);
        Environment.SetEnvironmentVariable(BalanceVariable, null);
        foreach (var descriptor in Descriptors(channel, sockets, row))
            Posix.CloseOnExec(descriptor);
        return new Supervision(channel, sockets, row);
    }

    /// <summary>The variables in which a worker finds what it inherits.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Variables(int number, int channel, IEnumerable<InheritedSocket> sockets, InheritedRow? row) =>
    [
        new(NumberVariable, number.ToString(CultureInfo.InvariantCulture)),
        new(ChannelVariable, channel.ToString(CultureInfo.InvariantCulture)),
        new(SocketsVariable, string.Join(';', sockets)),
        .. row is null ? Enumerable.Empty<KeyValuePair<string, string>>() : [new(BalanceVariable, row.ToString())],
    ];

    /// <summary>The descriptors that a worker inherits.</summary>
    private static IEnumerable<int> Descriptors(int channel, IEnumerable<InheritedSocket> sockets, InheritedRow? row) =>
        [channel, .. sockets.Select(static socket => socket.Descriptor), .. row is null ? Enumerable.Empty<int>() : [row.Descriptor]];

    /// <summary>A worker's process, for <see cref="TryTake"/> in it.</summary>
    public static ChildProcess ProcessOf(int number, WorkerProgram program, SafeSocketHandle channel, IReadOnlyList<InheritedSocket> sockets, InheritedRow? row)
    {
        var descriptor = (int)channel.DangerousGetHandle();
        var environment = new Dictionary<string, string>(program.Environment);
        foreach (var (name, value) in Variables(number, descriptor, sockets, row))
            environment[name] = value;
        return new ChildProcess(program.CommandLine, environment, program.Folder)
        {
            Inherited = [.. Descriptors(descriptor, sockets, row).Select(static number => (number, number))],
        };
    }

    public JsonLines OpenChannel() => new(new Socket(new SafeSocketHandle(_channel, ownsHandle: true)));
}
