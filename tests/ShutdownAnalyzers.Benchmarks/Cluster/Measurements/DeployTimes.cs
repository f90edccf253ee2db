using System.Diagnostics;
using ShutdownAnalyzers.Load;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>How long a deploy takes, ours and naught's, beside how long the two servers take to start by themselves. Nobody is served meanwhile.</summary>
internal static class DeployTimes
{
    public static async Task MeasureAsync(IContender? naught, int rounds, Goals goals, CancellationToken cancellation)
    {
        await using var ours = await OurCluster.StartAsync(cancellation);
        var ourDeploy = new Stopwatches("our deploy");
        var naughtsDeploy = new Stopwatches("naught's deploy");
        var kestrelsStart = new Stopwatches("Kestrel's start");
        var nodesStart = new Stopwatches("node's start");
        for (var round = 0; round < rounds; round++)
        {
            await ourDeploy.TimeAsync(() => ours.DeployAsync(cancellation));
            (await kestrelsStart.TimeAsync(() => KestrelProcess.StartAsync(port: 0, cancellation))).Dispose();
            if (naught is null) continue;

            await naughtsDeploy.TimeAsync(() => naught.DeployAsync(cancellation));
            (await nodesStart.TimeAsync(() => StartNodeAsync(cancellation))).Dispose();
        }

        if (naught is null)
        {
            Show(rounds, ourDeploy, kestrelsStart);
            return;
        }

        Show(rounds, ourDeploy, naughtsDeploy, kestrelsStart, nodesStart);
        var allowed = naughtsDeploy.Median + kestrelsStart.Median - nodesStart.Median;
        goals.Add("a deploy, beside naught's and what Kestrel takes longer to start than node", $"{ourDeploy.Median:0} ms", $"at most {allowed:0} ms", ourDeploy.Median <= allowed);
    }

    private static void Show(int rounds, params Stopwatches[] all)
    {
        var table = new Table().Title($"Milliseconds without load, {rounds} of each in turn, 2 workers, {Environment.ProcessorCount} cores");
        table.AddColumns([.. all.Select(static one => one.What)]);
        table.AddRow([.. all.Select(static one => one.ToString())]);
        AnsiConsole.Write(table);
    }

    private static async Task<AppProcess> StartNodeAsync(CancellationToken cancellation)
    {
        var node = AppProcess.StartCommand(NodeFolder.Node, Environment.CurrentDirectory, NodeFolder.Script("server.js"), "0");
        await node.ListeningAsync(cancellation).OrDisposeAsync(node);
        return node;
    }

    private sealed class Stopwatches(string what)
    {
        private readonly List<double> _milliseconds = [];

        public string What => what;

        public double Median => Spread.Of(_milliseconds).Median;

        public override string ToString() => Spread.Of(_milliseconds).ToString("0");

        public async Task<T> TimeAsync<T>(Func<Task<T>> action)
        {
            var started = Stopwatch.GetTimestamp();
            var result = await action();
            _milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return result;
        }

        public Task TimeAsync(Func<Task> action) => TimeAsync(async () =>
        {
            await action();
            return true;
        });
    }
}
