using System.CommandLine;
using ShutdownAnalyzers.Load;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>How evenly kept connections are spread over the workers of a cluster, and what that costs those that are not kept.</summary>
internal static class BalanceCommand
{
    private const double LeastThroughput = 0.95;

    private static readonly int[] s_workers = [2, 4];

    private static readonly ClientGroup s_oneRequestEach = new("a connection for each request", 32, DeployTraffic.Get) { KeepAlive = false };

    public static Command Create()
    {
        var trials = new Option<int>("--trials") { Description = "How often kept connections are opened in each way.", DefaultValueFactory = static _ => 5 };
        var rounds = new Option<int>("--rounds") { Description = "Measurements of the throughput, without and with in turn.", DefaultValueFactory = static _ => 15 };
        var command = new Command("balance", "Kept connections over the workers of a cluster, and the throughput of those for one request, with and without balancing. Fails if a goal is missed.")
        {
            trials, rounds,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            // A table that is written to a file is as wide as it needs to be.
            if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;

            var goals = new Goals();
            foreach (var workers in s_workers)
                await CompareAsync(workers, arguments.GetValue(trials), arguments.GetValue(rounds), goals, cancellation);
            goals.Show();
            return goals.AllMet ? 0 : 1;
        });
        return command;
    }

    private static async Task CompareAsync(int workers, int trials, int rounds, Goals goals, CancellationToken cancellation)
    {
        await using var plain = await OurCluster.StartAsync(cancellation, workers, "--balance", "false");
        await using var balanced = await OurCluster.StartAsync(cancellation, workers);

        var table = new Table().Title($"{workers} workers, {rounds} pairs of {Throughput.Length.TotalSeconds} s, {Environment.ProcessorCount} cores");
        table.AddColumns("", "without balancing", "with", "with / without");
        var ratio = await Throughput.CompareAsync(table, Throughput.Subject.Of(plain), Throughput.Subject.Of(balanced), s_oneRequestEach, rounds, cancellation);
        AnsiConsole.Write(table);
        goals.Add($"throughput beside no balancing, {workers} workers, {s_oneRequestEach.Name}", $"{ratio:0.000}", $"{LeastThroughput} or more", ratio >= LeastThroughput);

        await ConnectionSpread.MeasureAsync(plain, balanced, workers, trials, goals, cancellation);
    }
}
