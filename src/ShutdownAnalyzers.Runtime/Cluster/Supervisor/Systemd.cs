using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Tells systemd how the supervisor is, where it runs as <c>Type=notify</c> or with <c>WatchdogSec</c>.</summary>
internal static class Systemd
{
    public const string Ready = "READY=1";
    public const string Stopping = "STOPPING=1";

    private const string Alive = "WATCHDOG=1";

    /// <summary>What systemd says to the supervisor alone.</summary>
    public static IReadOnlySet<string> Variables { get; } = new HashSet<string>
    {
        "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES",
    };

    /// <summary>Does nothing where nobody listens.</summary>
    public static void Notify(string state)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 } path)
            return;

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
            socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? $"\0{path[1..]}" : path));
            socket.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (SocketException)
        {
            // The service runs without it, and does not wait for one that does not listen.
        }
    }

    /// <summary>Says twice as often as asked that the supervisor still takes its turns.</summary>
    public static async Task KeepWatchdogQuietAsync(CancellationToken stopping)
    {
        if (!long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            || !IsForThisProcess(Environment.GetEnvironmentVariable("WATCHDOG_PID")))
        {
            return;
        }

        while (await TimeSpan.FromMicroseconds(microseconds / 2).PassesAsync(stopping))
            Notify(Alive);
    }

    // Without a process id it is for whoever finds it.
    private static bool IsForThisProcess(string? process) =>
        process is null || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
}
