using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Who is at the other end of a Unix domain socket.</summary>
internal static partial class PeerCredentials
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int PeerCredential = 17; // SO_PEERCRED
    private const uint Root = 0;

    public static bool AreOurs(Socket client) => UserOf(client) is { } user && (user == Posix.UserId || user == Root);

    private static uint? UserOf(Socket client)
    {
        if (!OperatingSystem.IsLinux())
            return getpeereid((int)client.SafeHandle.DangerousGetHandle(), out var user, out _) == 0 ? user : null;

        Span<byte> credentials = stackalloc byte[3 * sizeof(uint)]; // Process, user, group.
        client.GetRawSocketOption(SocketLevel, PeerCredential, credentials);
        return MemoryMarshal.Read<uint>(credentials[sizeof(uint)..]);
    }

    [LibraryImport("libc")]
    private static partial int getpeereid(int socket, out uint user, out uint group);
}
