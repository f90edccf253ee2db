using System.Diagnostics;
using System.Net;
using ShutdownAnalyzers.Load;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>What two workers serve under us, beside the same two processes on a shared socket without us.</summary>
internal static class Throughput
{
    private const double Goal = 0.97;

    /// <summary>How long each measurement takes.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    private static readonly ClientGroup[] s_traffics =
    [
        new("kept alive", 64, DeployTraffic.Get),
        new("a connection for each request", 32, DeployTraffic.Get) { KeepAlive = false },
    ];

    public sealed record Subject(IPEndPoint Server, Func<IReadOnlyList<int>> Workers)
    {
        public static Subject Of(OurCluster cluster) => new(cluster.Server, () => ProcessFigures.ChildrenOf(cluster.Supervisor));
    }

    private readonly record struct Sample(double RequestsPerSecond, double CpuMicroseconds);

    public static async Task MeasureAsync(int rounds, Goals goals, CancellationToken cancellation)
    {
        await using var cluster = await OurCluster.StartAsync(cancellation);
        using var pair = await SharedSocket.StartAsync(cancellation);
        var ours = Subject.Of(cluster);
        var plain = new Subject(pair.Server, () => pair.Workers);

        var table = new Table().Title($"2 workers, {rounds} pairs of {Length.TotalSeconds} s, {Environment.ProcessorCount} cores");
        table.AddColumns("", "shared socket without us", "cluster", "cluster / without us");
        foreach (var traffic in s_traffics)
        {
            var ratio = await CompareAsync(table, plain, ours, traffic, rounds, cancellation);
            goals.Add($"throughput beside the same two processes, {traffic.Name}", $"{ratio:0.000}", $"{Goal} or more", ratio >= Goal);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Adds two rows to the table.</summary>
    /// <returns>The median of the requests per second, ours as a part of the plain one's.</returns>
    public static async Task<double> CompareAsync(Table table, Subject plain, Subject ours, ClientGroup traffic, int rounds, CancellationToken cancellation)
    {
        var samples = await PairsAsync(plain, ours, traffic, rounds, cancellation);
        AddRatio(table, $"requests per second, {traffic.Name}", samples, static sample => sample.RequestsPerSecond, "N0");
        AddRatio(table, "microseconds of the workers' CPU per request", samples, static sample => sample.CpuMicroseconds, "0.0");
        return Spread.Of(samples.Select(static s => s.Ours.RequestsPerSecond / s.Plain.RequestsPerSecond)).Median;
    }

    private static async Task<List<(Sample Plain, Sample Ours)>> PairsAsync(Subject plain, Subject ours, ClientGroup traffic, int rounds, CancellationToken cancellation)
    {
        foreach (var subject in (Subject[])[plain, ours, plain, ours])
            await MeasureAsync(subject, traffic, cancellation);

        List<(Sample, Sample)> samples = [];
        for (var round = 0; round < rounds; round++)
        {
            // Each goes first in turn, so that a machine that slows down or speeds up favours neither.
            var first = await MeasureAsync(round % 2 == 0 ? plain : ours, traffic, cancellation);
            var second = await MeasureAsync(round % 2 == 0 ? ours : plain, traffic, cancellation);
            samples.Add(round % 2 == 0 ? (first, second) : (second, first));
        }

        return samples;
    }

    private static async Task<Sample> MeasureAsync(Subject subject, ClientGroup traffic, CancellationToken cancellation)
    {
        using var load = LoadRun.Start(subject.Server, [traffic]);
        await load.WarmUpAsync(cancellation);

        var (done, cpu, started) = (load.Done, Cpu(subject), Stopwatch.GetTimestamp());
        await Task.Delay(Length, cancellation);
        var (requests, used, time) = (load.Done - done, Cpu(subject) - cpu, Stopwatch.GetElapsedTime(started));

        if ((await load.EndAsync(cancellation)).Lost.FirstOrDefault() is { } lost)
            throw new AppFailedException($"A request was lost while nobody deployed: {lost}");
        return new Sample(requests / time.TotalSeconds, used.TotalMicroseconds / requests);
    }

    private static TimeSpan Cpu(Subject subject) => subject.Workers().Aggregate(TimeSpan.Zero, static (sum, worker) => sum + ProcessFigures.Of(worker).Cpu);

    private static void AddRatio(Table table, string what, List<(Sample Plain, Sample Ours)> samples, Func<Sample, double> figure, string format) => table.AddRow(what,
        Spread.Of(samples.Select(s => figure(s.Plain))).ToString(format),
        Spread.Of(samples.Select(s => figure(s.Ours))).ToString(format),
        Spread.Of(samples.Select(s => figure(s.Ours) / figure(s.Plain))).ToString("0.000"));
}
