using System.CommandLine;
using System.ComponentModel;
using ShutdownAnalyzers.Load;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>What the worker cluster promises, measured in one run beside those who promise the like.</summary>
internal static class ClusterCommand
{
    private const string NaughtName = "naught";

    private static readonly Dictionary<string, Func<CancellationToken, Task<IContender>>> s_peers = new()
    {
        [NaughtName] = Naught.StartAsync,
        ["pm2"] = Pm2.StartAsync,
        ["cluster"] = NodeCluster.StartAsync,
        ["kestrel"] = RestartedKestrel.StartAsync,
    };

    public static Command Create()
    {
        var deploys = CountOption("--deploys", 20, "Our deploys under load.");
        var peerDeploys = CountOption("--peer-deploys", 5, "Each peer's deploys under the same load.");
        var requests = CountOption("--requests", 50_000, "Requests from one deploy to the next.");
        var rounds = CountOption("--rounds", 20, "Measurements of a deploy's duration and of the throughput, taken in turn.");
        var flat = CountOption("--flat", 200, "Deploys over which memory and descriptors are looked at.");
        var idle = CountOption("--idle", 20, "Seconds for which the supervisor is watched doing nothing.");
        var peers = new Option<string>("--peers") { Description = $"all, none, or some of {string.Join(',', s_peers.Keys)}.", DefaultValueFactory = static _ => "all" };
        peers.Validators.Add(static result =>
        {
            if (PeersOf(result.GetValueOrDefault<string>()).FirstOrDefault(static name => !s_peers.ContainsKey(name)) is { } unknown)
                result.AddError($"--peers knows no '{unknown}'; it takes all, none, or some of {string.Join(',', s_peers.Keys)}.");
        });

        var command = new Command("cluster", "Deploys under load, ours and others', their durations, throughput, and what the supervisor uses. Fails if a goal is missed.") { deploys, peerDeploys, requests, rounds, flat, idle, peers };
        command.SetAction(async (arguments, cancellation) =>
        {
            // A table that is written to a file is as wide as it needs to be.
            if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;

            var goals = new Goals();
            var names = PeersOf(arguments.GetValue(peers));
            await MeasureLossesAsync(arguments.GetValue(deploys), names, arguments.GetValue(peerDeploys), arguments.GetValue(requests), goals, cancellation);
            Console.WriteLine("Deploys without load");
            await MeasureTimesAsync(names.Contains(NaughtName), arguments.GetValue(rounds), goals, cancellation);
            Console.WriteLine("Throughput");
            await Throughput.MeasureAsync(arguments.GetValue(rounds), goals, cancellation);
            Console.WriteLine("The idle supervisor");
            await IdleSupervisor.MeasureAsync(TimeSpan.FromSeconds(arguments.GetValue(idle)), goals, cancellation);
            Console.WriteLine("Many deploys");
            await ManyDeploys.MeasureAsync(arguments.GetValue(flat), goals, cancellation);
            goals.Show();
            return goals.AllMet ? 0 : 1;
        });
        return command;
    }

    private static async Task MeasureLossesAsync(int deploys, IEnumerable<string> peers, int peerDeploys, int requests, Goals goals, CancellationToken cancellation)
    {
        List<DeployLosses> losses = [];
        await using (var cluster = await OurCluster.StartAsync(cancellation))
            losses.Add(await DeployLosses.MeasureAsync(cluster, deploys, requests, cancellation));

        foreach (var name in peers)
        {
            if (await AttemptAsync(name, () => MeasurePeerAsync(name)) is { } loss)
                losses.Add(loss);
        }

        LossTables.Show(losses);
        goals.Add($"failed requests in {deploys} deploys", $"{losses[0].Failed.Count:N0} of {losses[0].Load.Exchanges.Count:N0}", "0", losses[0].Failed is []);

        async Task<DeployLosses> MeasurePeerAsync(string name)
        {
            await using var peer = await s_peers[name](cancellation);
            return await DeployLosses.MeasureAsync(peer, peerDeploys, requests, cancellation);
        }
    }

    private static async Task MeasureTimesAsync(bool besideNaught, int rounds, Goals goals, CancellationToken cancellation)
    {
        var times = besideNaught ? await AttemptAsync(NaughtName, MeasureBesideNaughtAsync) : null;
        times ??= await DeployTimes.MeasureAsync(naught: null, rounds, cancellation);
        times.Show(goals);

        async Task<DeployTimes> MeasureBesideNaughtAsync()
        {
            await using var naught = await Naught.StartAsync(cancellation);
            return await DeployTimes.MeasureAsync(naught, rounds, cancellation);
        }
    }

    /// <returns>Null if the peer is not to be had on this machine, or fails.</returns>
    private static async Task<T?> AttemptAsync<T>(string peer, Func<Task<T>> action) where T : class
    {
        try
        {
            return await action();
        }
        catch (Exception exception) when (exception is AppFailedException or Win32Exception)
        {
            Console.WriteLine($"{peer} is left out: {exception.Message}");
            return null;
        }
    }

    private static string[] PeersOf(string? names) => names switch
    {
        "all" => [.. s_peers.Keys],
        "none" or null => [],
        _ => names.Split(','),
    };

    private static Option<int> CountOption(string name, int value, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError($"{name} must be at least 1."); });
        return option;
    }
}
