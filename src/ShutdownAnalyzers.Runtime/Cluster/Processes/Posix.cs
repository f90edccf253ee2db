using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>What .NET 10 has no call for.</summary>
internal static unsafe partial class Posix
{
    public const int SIGKILL = 9;
    public const int SIGTERM = 15;

    public static int SIGUSR2 => OperatingSystem.IsMacOS() ? 31 : 12;

    private const int WNOHANG = 1;

    private static readonly nuint s_closeOnExec = OperatingSystem.IsMacOS() ? 0x20006601u : 0x5451u; // FIOCLEX
    private static readonly nuint s_stayOpenOnExec = OperatingSystem.IsMacOS() ? 0x20006602u : 0x5450u; // FIONCLEX
    private static readonly int s_socketType = OperatingSystem.IsMacOS() ? 1 : 1 | 0x80000; // SOCK_STREAM, SOCK_CLOEXEC

    /// <summary>Two connected Unix domain sockets that no child inherits unless told to.</summary>
    /// <exception cref="IOException">There is no descriptor left.</exception>
    public static (Socket Ours, SafeSocketHandle Theirs) SocketPair()
    {
        const int unix = 1;
        var pair = stackalloc int[2];
        ThrowIfFailed(socketpair(unix, s_socketType, 0, pair));
        CloseOnExec(pair[1]);
        return (TakeSocket(pair[0]), new SafeSocketHandle(pair[1], ownsHandle: true));
    }

    /// <summary>A socket that this process was given or has just opened, and that its children do not inherit unless told to.</summary>
    public static Socket TakeSocket(int descriptor)
    {
        CloseOnExec(descriptor);
        // One that was used before does not block, and .NET then blocks in its place.
        return new Socket(new SafeSocketHandle(descriptor, ownsHandle: true)) { Blocking = true };
    }

    /// <summary>Keeps a descriptor from this process's own children. By ioctl, since fcntl takes its argument another way on some processors.</summary>
    public static void CloseOnExec(int descriptor) => ThrowIfFailed(ioctl(descriptor, s_closeOnExec));

    /// <summary>Lets a descriptor outlive <see cref="ProgramChange"/>, and go to children until then.</summary>
    public static void StayOpenOnExec(int descriptor) => ThrowIfFailed(ioctl(descriptor, s_stayOpenOnExec));

    public static void Kill(int process, int signal) => kill(process, signal);

    /// <summary>Memory that processes share by its descriptor, which no child inherits unless told to. On Linux only.</summary>
    public static int NewMemory(string name)
    {
        const uint closeOnExec = 1;
        var descriptor = memfd_create(name, closeOnExec);
        ThrowIfFailed(descriptor);
        return descriptor;
    }

    /// <summary>Waits until a descriptor can be read from, a listening socket: until a connection can be accepted.</summary>
    /// <returns>Whether it can. Not always, even without a limit to the wait: a signal ends it.</returns>
    public static bool HasInput(int descriptor, int timeoutMilliseconds)
    {
        const short input = 1;
        var request = new PollRequest { Descriptor = descriptor, Events = input };
        return poll(&request, 1, timeoutMilliseconds) > 0;
    }

    /// <summary>Sends a signal to all processes of a group. One that has ended already is none that fails.</summary>
    public static void KillGroup(int group, int signal) => kill(-group, signal);

    /// <returns>The exit code of a child that has ended, 128 + the signal if one killed it; null while it lives.</returns>
    public static int? Reap(int child)
    {
        int status;
        var reaped = waitpid(child, &status, WNOHANG);
        if (reaped == 0)
            return null;
        if (reaped < 0)
            return -1; // Not ours any more: nobody can say how it ended.

        var signal = status & 0x7f;
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal;
    }

    /// <summary>Runs an action whose new files and sockets nobody but the user can open.</summary>
    public static void WithPrivateFiles(Action action)
    {
        var before = umask(0x7f); // 0177
        try
        {
            action();
        }
        finally
        {
            umask(before);
        }
    }

    public static uint UserId => geteuid();

    public static void ThrowIfFailed(int result)
    {
        if (result < 0)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socketpair(int domain, int type, int protocol, int* pair);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int descriptor, nuint request);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int memfd_create(string name, uint flags);

    [LibraryImport("libc")]
    private static partial int poll(PollRequest* requests, nuint count, int timeout);

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc")]
    private static partial int waitpid(int process, int* status, int options);

    [LibraryImport("libc")]
    private static partial uint umask(uint mask);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }
}
