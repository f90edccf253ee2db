using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.EndToEnd.Samples;

/// <summary><c>samples/Cluster</c>, as a user builds and runs it.</summary>
public sealed partial class ClusterSampleTests(PackageFeed feed)
{
    [Fact]
    public async Task It_serves_replaces_its_workers_and_stops()
    {
        using var scratch = feed.NewScratch();
        var cancellation = TestContext.Current.CancellationToken;
        scratch.CopyProject(Path.Combine(PackageFeed.Repository, "samples", "Cluster"), "Cluster");
        await scratch.Dotnet("Cluster", cancellation).RunAsync("build", "-warnaserror");

        using var cluster = AppProcess.Start(scratch.PathOf("Cluster/bin/Debug/net10.0/Cluster.dll"), "http://127.0.0.1:0");
        await cluster.WaitForOutputAsync("workers online: 2", cancellation);
        await cluster.WaitForOutputAsync("Now listening on", cancellation);
        var before = await ProcessThatAnswersAsync();
        cluster.Signal(PosixSignal.SIGHUP);
        await UntilNoOldWorkerIsLeftAsync(scratch.PathOf("Cluster/bin/Debug/net10.0/cluster.log"), cancellation);

        Assert.NotEqual(before, await ProcessThatAnswersAsync());
        cluster.Terminate();
        Assert.Equal(0, await cluster.WaitForExitAsync(cancellation));

        async Task<string> ProcessThatAnswersAsync()
        {
            using var client = new HttpClient();
            var answer = await client.GetStringAsync($"http://{cluster.Server}/", cancellation);
            return Answer().Match(answer) is { Success: true } match ? match.Groups[1].Value : throw new InvalidDataException(answer);
        }
    }

    private static async Task UntilNoOldWorkerIsLeftAsync(string log, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (!(await File.ReadAllTextAsync(log, patience.Token)).Contains("\nOldExit. booting: 0, online: 0, dying: 0, new_online: 2\n", StringComparison.Ordinal))
            await Task.Delay(20, patience.Token);
    }

    [GeneratedRegex(@"^Worker [01], process (\d+)\n$")]
    private static partial Regex Answer();
}
