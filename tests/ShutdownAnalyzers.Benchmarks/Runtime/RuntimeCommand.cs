using System.CommandLine;
using System.Runtime;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Runtime;

/// <summary>What UseDrain costs a request, and what AddGracefulShutdown costs an exit.</summary>
internal static class RuntimeCommand
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var pairs = new Option<int>("--pairs") { Description = "Measurements with and without UseDrain, taken in turn.", DefaultValueFactory = static _ => 100 };
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
        await using var subject = await Subject.StartAsync(protocol);
        foreach (var drains in (bool[])[false, true, false, true])
            subject.Measure(drains, s_warmUp);

        List<(Sample Plain, Sample Drained)> samples = [];
        for (var pair = 0; pair < pairs; pair++)
        {
            // Each goes first in turn, so that a machine that slows down or speeds up favours neither.
            var drainsFirst = pair % 2 == 1;
            var first = subject.Measure(drainsFirst, length);
            var second = subject.Measure(!drainsFirst, length);
            samples.Add(drainsFirst ? (second, first) : (first, second));
        }

        var table = new Table().Title($"{(protocol == HttpProtocols.Http2 ? "HTTP/2" : "HTTP/1.1")}, 64 kept-alive connections, {pairs} pairs of {length.TotalSeconds} s, {(GCSettings.IsServerGC ? "server" : "workstation")} GC, {Environment.ProcessorCount} cores");
        table.AddColumns("", "without", "with UseDrain", "with / without, or with − without");
        AddRatio("requests per second", static sample => sample.RequestsPerSecond, "N0");
        AddRatio("microseconds of CPU per request, client included", static sample => sample.CpuMicroseconds, "0.00");
        AddDifference("bytes allocated per request", static sample => sample.BytesPerRequest);
        AddDifference("contended locks per million requests", static sample => sample.ContentionsPerMillion);
        AnsiConsole.Write(table);

        void AddRatio(string what, Func<Sample, double> figure, string format) => table.AddRow(what,
            Spread.Of(samples.Select(s => figure(s.Plain))).ToString(format),
            Spread.Of(samples.Select(s => figure(s.Drained))).ToString(format),
            Spread.Of(samples.Select(s => figure(s.Drained) / figure(s.Plain))).ToString("0.000"));

        void AddDifference(string what, Func<Sample, double> figure) => table.AddRow(what,
            Spread.Of(samples.Select(s => figure(s.Plain))).ToString("0.00"),
            Spread.Of(samples.Select(s => figure(s.Drained))).ToString("0.00"),
            Spread.Of(samples.Select(s => figure(s.Drained) - figure(s.Plain))).ToString("+0.00;-0.00;0.00"));
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
