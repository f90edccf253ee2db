using System.Diagnostics;
using ShutdownAnalyzers.Load;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>
/// How long a deploy takes, ours and naught's, beside how long the two servers take to start by themselves. Nobody is served meanwhile.
/// Two Kestrels that start at once and then end are what is left of our deploy without us.
/// </summary>
internal sealed class DeployTimes
{
    private readonly Durations _ourDeploy = new("our deploy");
    private readonly Durations _twoKestrelsStart = new("two Kestrels' start");
    private readonly Durations _twoKestrelsEnd = new("their end");
    private readonly Durations _naughtsDeploy = new("naught's deploy");
    private readonly Durations _kestrelsStart = new("Kestrel's start");
    private readonly Durations _nodesStart = new("node's start");

    /// <param name="naught">Null where there is none: then node is not measured either.</param>
    /// <param name="rounds">How often each is done, in turn.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<DeployTimes> MeasureAsync(IContender? naught, int rounds, CancellationToken cancellation)
    {
        await using var ours = await OurCluster.StartAsync(cancellation);
        var times = new DeployTimes();
        for (var round = 0; round < rounds; round++)
        {
            await times._ourDeploy.TimeAsync(() => ours.DeployAsync(cancellation));
            (await times._kestrelsStart.TimeAsync(() => KestrelProcess.StartAsync(port: 0, cancellation))).Dispose();
            var two = await times._twoKestrelsStart.TimeAsync(() => Task.WhenAll(KestrelProcess.StartAsync(port: 0, cancellation), KestrelProcess.StartAsync(port: 0, cancellation)));
            await times._twoKestrelsEnd.TimeAsync(() => Task.WhenAll(two.Select(kestrel => EndAsync(kestrel, cancellation))));
            if (naught is null) continue;

            await times._naughtsDeploy.TimeAsync(() => naught.DeployAsync(cancellation));
            (await times._nodesStart.TimeAsync(() => StartNodeAsync(cancellation))).Dispose();
        }

        return times;
    }

    public void Show(Goals goals)
    {
        Durations[] measured = [.. ((Durations[])[_ourDeploy, _twoKestrelsStart, _twoKestrelsEnd, _naughtsDeploy, _kestrelsStart, _nodesStart]).Where(static one => one.Count > 0)];
        var table = new Table().Title($"Milliseconds without load, {_ourDeploy.Count} of each in turn, 2 workers, {Environment.ProcessorCount} cores");
        table.AddColumns([.. measured.Select(static one => one.What)]);
        table.AddRow([.. measured.Select(static one => one.ToString())]);
        AnsiConsole.Write(table);
        if (_naughtsDeploy.Count == 0)
            return;

        var allowed = _naughtsDeploy.Median + _kestrelsStart.Median - _nodesStart.Median;
        goals.Add("a deploy, beside naught's and what Kestrel takes longer to start than node", $"{_ourDeploy.Median:0} ms", $"at most {allowed:0} ms", _ourDeploy.Median <= allowed);
    }

    private static async Task EndAsync(AppProcess process, CancellationToken cancellation)
    {
        process.Terminate();
        await process.WaitForExitAsync(cancellation).OrDisposeAsync(process);
        process.Dispose();
    }

    private static async Task<AppProcess> StartNodeAsync(CancellationToken cancellation)
    {
        var node = AppProcess.StartCommand(NodeFolder.Node, Environment.CurrentDirectory, NodeFolder.Script("server.js"), "0");
        await node.ListeningAsync(cancellation).OrDisposeAsync(node);
        return node;
    }

    private sealed class Durations(string what)
    {
        private readonly List<double> _milliseconds = [];

        public string What => what;

        public int Count => _milliseconds.Count;

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
