using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>User and system time, which other processes on the machine disturb far less than the clock on the wall.</summary>
internal static partial class ProcessorTime
{
    private const int Self = 0;
    private const int Children = -1;

    /// <summary>What this process has used so far.</summary>
    public static TimeSpan Used => OperatingSystem.IsLinux() ? UsedBy(Self) : Process.GetCurrentProcess().TotalProcessorTime;

    /// <summary>What a process used that is started here, runs to its end, and is the only child meanwhile.</summary>
    public static async Task<TimeSpan> OfAsync(Func<Task<Process>> run)
    {
        var before = OperatingSystem.IsLinux() ? UsedBy(Children) : default;
        using var process = await run();
        return OperatingSystem.IsLinux() ? UsedBy(Children) - before : process.TotalProcessorTime;
    }

    // Of an ended process .NET cannot read the time on Linux; the kernel still counts it to its parent.
    private static TimeSpan UsedBy(int who)
    {
        Span<long> usage = stackalloc long[18];
        if (GetResourceUsage(who, ref MemoryMarshal.GetReference(usage)) != 0)
            throw new InvalidOperationException($"getrusage failed with code {Marshal.GetLastPInvokeError()}.");

        var (userSeconds, userMicroseconds, systemSeconds, systemMicroseconds) = (usage[0], usage[1], usage[2], usage[3]);
        return TimeSpan.FromSeconds(userSeconds + systemSeconds) + TimeSpan.FromMicroseconds(userMicroseconds + systemMicroseconds);
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetResourceUsage(int who, ref long usage);
}
