using System.Runtime.InteropServices;

namespace ShutdownAnalyzers.Runtime;

/// <summary>Ends the process without asking anybody: no exit handlers, no finalizers.</summary>
internal static partial class ProcessEnd
{
    public static void Now(int exitCode)
    {
        if (OperatingSystem.IsWindows())
            TerminateProcess(CurrentProcess, (uint)exitCode);
        else
            ExitAtOnce(exitCode);
    }

    private const nint CurrentProcess = -1;

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitAtOnce(int exitCode);

    [LibraryImport("kernel32")]
    private static partial int TerminateProcess(nint process, uint exitCode);
}
