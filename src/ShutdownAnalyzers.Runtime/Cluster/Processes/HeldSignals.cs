using System.Runtime.InteropServices;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// The signals that a supervisor takes, and that would end a program that is not ready for them. Held, they wait, across
/// <see cref="ProgramChange"/> as well.
/// </summary>
internal static unsafe partial class HeldSignals
{
    private const int LargestSignalSet = 1024;

    private static readonly int[] s_signals = [1 /* SIGHUP */, 2 /* SIGINT */, Posix.SIGTERM, 21 /* SIGTTIN */, 22 /* SIGTTOU */, Posix.SIGUSR2];
    private static readonly (int Block, int Unblock) s_how = OperatingSystem.IsMacOS() ? (1, 2) : (0, 1);

    /// <summary>Holds them on this thread, and on all threads of the next program.</summary>
    public static void Hold() => Mask(s_how.Block);

    public static void Release() => Mask(s_how.Unblock);

    /// <summary>To be called by the next program when it has its handlers. One thread is enough to hear them.</summary>
    public static void ReleaseInNextProgram() => new Thread(static () =>
    {
        Release();
        Thread.Sleep(Timeout.Infinite);
    })
    { IsBackground = true, Name = "Signals" }.Start();

    private static void Mask(int how)
    {
        var signals = stackalloc byte[LargestSignalSet];
        sigemptyset(signals);
        foreach (var signal in s_signals)
            sigaddset(signals, signal);
        pthread_sigmask(how, signals, null);
    }

    [LibraryImport("libc")]
    private static partial int sigemptyset(byte* signals);

    [LibraryImport("libc")]
    private static partial int sigaddset(byte* signals, int signal);

    [LibraryImport("libc")]
    private static partial int pthread_sigmask(int how, byte* signals, byte* before);
}
