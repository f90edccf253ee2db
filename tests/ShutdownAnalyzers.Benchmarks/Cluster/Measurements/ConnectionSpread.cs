using ShutdownAnalyzers.Load;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>How many of the connections that clients keep each worker holds, without and with balancing.</summary>
internal static class ConnectionSpread
{
    private const int Connections = 64;
    private const double MostOfAnEvenShare = 1.3;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    // What is closed at once was not kept.
    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(0.3);

    private sealed record Arrival(string Name, Func<OurCluster, CancellationToken, Task<int[]>> CountAsync);

    private static readonly Arrival[] s_arrivals =
    [
        new("all at once", static (cluster, cancellation) => CountAsync(cluster, pause: default, cancellation)),
        new($"one every {s_pause.TotalMilliseconds} ms", static (cluster, cancellation) => CountAsync(cluster, s_pause, cancellation)),
        new("again during a deploy", CountAfterDeployAsync),
    ];

    public static async Task MeasureAsync(OurCluster plain, OurCluster balanced, int workers, int trials, Goals goals, CancellationToken cancellation)
    {
        var table = new Table().Title($"{Connections} kept connections over {workers} workers, the worst of {trials} trials; in brackets the most that one holds, even = 1");
        table.AddColumns("they come", "without balancing", "with");
        foreach (var arrival in s_arrivals)
        {
            List<int[]> without = [], with = [];
            for (var trial = 0; trial < trials; trial++)
            {
                without.Add(await arrival.CountAsync(plain, cancellation));
                with.Add(await arrival.CountAsync(balanced, cancellation));
                Console.WriteLine($"{workers} workers, {arrival.Name}: {Describe(without[^1], workers)} without, {Describe(with[^1], workers)} with");
            }

            var worst = Worst(with);
            table.AddRow(arrival.Name, Describe(Worst(without), workers), Describe(worst, workers));
            goals.Add($"most of an even share of {Connections} connections, {workers} workers, {arrival.Name}",
                $"{OfEvenShare(worst, workers):0.00}", $"{MostOfAnEvenShare} or less", OfEvenShare(worst, workers) <= MostOfAnEvenShare);
        }

        AnsiConsole.Write(table);
    }

    private static async Task<int[]> CountAsync(OurCluster cluster, TimeSpan pause, CancellationToken cancellation)
    {
        using var clients = new KeptClients(cluster.Server, Connections, pause);
        await Task.Delay(s_kept, cancellation);
        return await clients.CountAnswersAsync("/pid", cancellation);
    }

    private static async Task<int[]> CountAfterDeployAsync(OurCluster cluster, CancellationToken cancellation)
    {
        using var clients = new KeptClients(cluster.Server, Connections);
        var deploy = cluster.DeployAsync(cancellation);
        while (!deploy.IsCompleted)
            await clients.CountAnswersAsync("/pid", cancellation);
        await deploy;
        return await clients.CountAnswersAsync("/pid", cancellation);
    }

    private static int[] Worst(IEnumerable<int[]> trials) => trials.MaxBy(static held => held[0])!;

    private static double OfEvenShare(int[] held, int workers) => (double)held[0] * workers / Connections;

    private static string Describe(int[] held, int workers) =>
        $"{string.Join(" / ", held.Concat(Enumerable.Repeat(0, workers - held.Length)))} ({OfEvenShare(held, workers):0.00})";
}
