using System.Diagnostics;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>What the supervisor uses while its workers have nothing to tell.</summary>
internal static class IdleSupervisor
{
    private const double LargestMegabytes = 60;

    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(3);

    public static async Task MeasureAsync(TimeSpan time, Goals goals, CancellationToken cancellation)
    {
        await using var cluster = await OurCluster.StartAsync(cancellation);
        var supervisor = cluster.Supervisor;
        await Task.Delay(s_settling, cancellation);

        var (before, started) = (ProcessFigures.Of(supervisor), Stopwatch.GetTimestamp());
        await Task.Delay(time, cancellation);
        var after = ProcessFigures.Of(supervisor);

        // In percent of one processor. Linux counts it in hundredths of a second.
        var cpu = 100 * ((after.Cpu - before.Cpu) / Stopwatch.GetElapsedTime(started));
        goals.Add($"the idle supervisor's CPU, over {time.TotalSeconds:0} s", $"{cpu:0.0} %", "0 %", cpu < 0.1);
        goals.Add("the idle supervisor's memory", $"{after.Megabytes:0} MB", $"less than {LargestMegabytes} MB", after.Megabytes < LargestMegabytes);
    }
}
