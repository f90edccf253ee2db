using System.Diagnostics;
using System.Globalization;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>What a process uses, as Linux tells it.</summary>
internal readonly record struct ProcessFigures(TimeSpan Cpu, double Megabytes, int Descriptors, int Children)
{
    public static ProcessFigures Of(int id)
    {
        using var process = Process.GetProcessById(id);
        return new(process.TotalProcessorTime, process.WorkingSet64 / 1e6, Directory.EnumerateFileSystemEntries($"/proc/{id}/fd").Count(), ChildrenOf(id).Count);
    }

    /// <summary>The processes that it has started, on whatever thread, and that are still there.</summary>
    public static IReadOnlyList<int> ChildrenOf(int id) =>
        [.. Directory.EnumerateDirectories($"/proc/{id}/task").SelectMany(ChildrenOfThread).Select(static child => int.Parse(child, CultureInfo.InvariantCulture))];

    private static string[] ChildrenOfThread(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            return []; // It has ended since it was listed.
        }
    }
}
