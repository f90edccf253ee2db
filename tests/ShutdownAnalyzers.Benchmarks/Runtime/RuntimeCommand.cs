using System.CommandLine;
using System.Runtime;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Runtime;

/// <summary>What UseDrain costs a request, and what AddGracefulShutdown costs an exit.</summary>
internal static class RuntimeCommand
{
    private const int PairsOfApps = 10;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var pairs = new Option<int>("--pairs") { Description = "Measurements with and without us, taken in turn, over ten pairs of apps.", DefaultValueFactory = static _ => 100 };
        var seconds = new Option<double>("--seconds") { Description = "Length of one measurement.", DefaultValueFactory = static _ => 0.2 };
        var exits = new Option<int>("--exits") { Description = "Exits of each app, taken in turn.", DefaultValueFactory = static _ => 7 };
        var command = new Command("runtime", "Allocation and throughput of a request, and the time to exit, with and without us.") { pairs, seconds, exits };
        command.SetAction(async (arguments, cancellation) =>
        {
            foreach (var protocol in (HttpProtocols[])[HttpProtocols.Http1, HttpProtocols.Http2])
                await MeasureRequestsAsync(protocol, arguments.GetValue(pairs), TimeSpan.FromSeconds(arguments.GetValue(seconds)));
            if (arguments.GetValue(exits) is > 0 and var count)
                await MeasureExitsAsync(count, cancellation);
        });
        return command;
    }

    private static async Task MeasureRequestsAsync(HttpProtocols protocol, int pairs, TimeSpan length)
    {
        // One pair of apps would also measure how these two happen to lie in memory.
        List<List<(Sample Plain, Sample Drained)>> byApps = [];
        foreach (var chunk in Enumerable.Range(0, pairs).Chunk(Math.Max(1, pairs / PairsOfApps)))
            byApps.Add(await MeasurePairOfAppsAsync(protocol, chunk, length));

        var samples = byApps.SelectMany(static pairs => pairs).ToList();
        var table = new Table().Title($"{(protocol == HttpProtocols.Http2 ? "HTTP/2" : "HTTP/1.1")}, 64 kept-alive connections, {pairs} pairs of {length.TotalSeconds} s over {PairsOfApps} pairs of apps, {(GCSettings.IsServerGC ? "server" : "workstation")} GC, {Environment.ProcessorCount} cores");
        table.AddColumns("", "without", "with UseDrain", "with / without, or with − without");
        AddRatio("requests per second", static sample => sample.RequestsPerSecond, "N0");
        AddRatio("microseconds of CPU per request, client included", static sample => sample.CpuMicroseconds, "0.00");
        AddDifference("bytes allocated per request", static sample => sample.BytesPerRequest);
        AddDifference("contended locks per million requests", static sample => sample.ContentionsPerMillion);
        AnsiConsole.Write(table);
        var medians = byApps.Select(static pairs => Spread.Of(pairs.Select(static s => s.Drained.RequestsPerSecond / s.Plain.RequestsPerSecond)).Median).Order().ToList();
        AnsiConsole.WriteLine($"Requests per second, with / without, each pair of apps: {string.Join(' ', medians.Select(static median => $"{median:0.000}"))}");

        void AddRatio(string what, Func<Sample, double> figure, string format) => table.AddRow(what,
            Spread.Of(samples.Select(s => figure(s.Plain))).ToString(format),
            Spread.Of(samples.Select(s => figure(s.Drained))).ToString(format),
            Spread.Of(samples.Select(s => figure(s.Drained) / figure(s.Plain))).ToString("0.000"));

        void AddDifference(string what, Func<Sample, double> figure) => table.AddRow(what,
            Spread.Of(samples.Select(s => figure(s.Plain))).ToString("0.00"),
            Spread.Of(samples.Select(s => figure(s.Drained))).ToString("0.00"),
            Spread.Of(samples.Select(s => figure(s.Drained) - figure(s.Plain))).ToString("+0.00;-0.00;0.00"));
    }

    private static async Task<List<(Sample Plain, Sample Drained)>> MeasurePairOfAppsAsync(HttpProtocols protocol, int[] pairs, TimeSpan length)
    {
        var plainIsMadeFirst = pairs[0] / pairs.Length % 2 == 0;
        await using var one = await Subject.StartAsync(protocol, drains: !plainIsMadeFirst);
        await using var other = await Subject.StartAsync(protocol, drains: plainIsMadeFirst);
        var (plain, drained) = plainIsMadeFirst ? (one, other) : (other, one);
        foreach (var subject in (Subject[])[plain, drained, plain, drained])
            subject.Measure(s_warmUp);

        List<(Sample Plain, Sample Drained)> samples = [];
        foreach (var pair in pairs)
        {
            // Each goes first in turn, so that a machine that slows down or speeds up favours neither.
            var first = (pair % 2 == 0 ? plain : drained).Measure(length);
            var second = (pair % 2 == 0 ? drained : plain).Measure(length);
            samples.Add(pair % 2 == 0 ? (first, second) : (second, first));
        }

        return samples;
    }

    private static async Task MeasureExitsAsync(int exits, CancellationToken cancellation)
    {
        List<double> plain = [], drained = [];
        for (var exit = 0; exit < exits; exit++)
        {
            plain.Add((await ExitLatency.MeasureAsync(drains: false, cancellation)).TotalMilliseconds);
            drained.Add((await ExitLatency.MeasureAsync(drains: true, cancellation)).TotalMilliseconds);
        }

        var table = new Table().Title($"From the last response to the end of the process, {exits} exits each");
        table.AddColumns("", "without", "with us", "with − without (medians)");
        table.AddRow("milliseconds", Spread.Of(plain).ToString("0"), Spread.Of(drained).ToString("0"), $"{Spread.Of(drained).Median - Spread.Of(plain).Median:+0;-0}");
        AnsiConsole.Write(table);
    }
}
