using System.Diagnostics;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>What deploy after deploy costs the clients.</summary>
internal sealed record DeployLosses(string Name, LoadResult Load, IReadOnlyList<TimeSpan> Deploys)
{
    /// <summary>All that was not answered as it should be.</summary>
    public IReadOnlyList<Exchange> Failed { get; } = [.. Load.Exchanges.Where(static exchange => exchange.Outcome != Outcome.Served)];

    /// <param name="contender">Whose deploys.</param>
    /// <param name="deploys">How many.</param>
    /// <param name="requests">How many requests are made from the beginning of one to that of the next, or more if it takes so long.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<DeployLosses> MeasureAsync(IContender contender, int deploys, int requests, CancellationToken cancellation)
    {
        using var load = LoadRun.Start(contender.Server, DeployTraffic.Groups);
        await load.WarmUpAsync(cancellation);

        var took = new List<TimeSpan>();
        for (var deploy = 1; deploy <= deploys; deploy++)
        {
            var started = Stopwatch.GetTimestamp();
            await contender.DeployAsync(cancellation);
            took.Add(Stopwatch.GetElapsedTime(started));
            await load.ReachAsync(deploy * requests, cancellation);
            Console.WriteLine($"{contender.Name}: deploy {deploy} of {deploys} took {took[^1].TotalSeconds:0.00} s, {load.Done:N0} requests so far");
        }

        return new DeployLosses(contender.Name, await load.EndAsync(cancellation), took);
    }
}
