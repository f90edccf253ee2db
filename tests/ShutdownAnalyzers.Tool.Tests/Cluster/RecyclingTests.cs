using System.Text.RegularExpressions;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Workers that are replaced before they do harm.</summary>
public sealed partial class RecyclingTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task One_that_has_served_enough_is_replaced_the_new_one_first()
    {
        await _folder.StartAsync("--max-requests", "5");

        for (var request = 0; request < 10; request++)
            await _folder.GetAsync("/");

        await _folder.UntilLoggedAsync(
            "SpawnNew. booting: 1, online: 1, dying: 0, new_online: 0",
            "WorkerOnline. booting: 0, online: 2, dying: 0, new_online: 0",
            "Ready. booting: 0, online: 2, dying: 0, new_online: 0",
            "ShutdownOld. booting: 0, online: 1, dying: 1, new_online: 0",
            "OldExit. booting: 0, online: 1, dying: 0, new_online: 0");
        Assert.Matches("worker 0 is replaced: it has served [0-9]+ requests\n", _folder.Log);
    }

    [Fact]
    public async Task One_that_has_grown_too_large_is_replaced()
    {
        await _folder.StartAsync("--max-memory", "300M");
        var large = await _folder.GetAsync("/pid");

        await _folder.PostAsync("/grow?megabytes=400");

        await _folder.UntilAsync(() => Regex.IsMatch(_folder.Log, "worker 0 is replaced: it has [0-9]{9} bytes of memory\n"), "The reason");
        await _folder.UntilAsync(() => !Directory.Exists($"/proc/{large}"), "The end of the large one");
        Assert.Equal(new CommandResult(0, "workers online: 1\n", ""), await _folder.RunAsync("status"));
    }

    [Fact]
    public async Task Those_that_are_too_old_are_replaced_one_at_a_time()
    {
        await _folder.StartAsync("--max-lifetime", "2", "--worker-count", "2", "--json");
        var first = await _folder.PidsAsync();

        await _folder.UntilAsync(() => !first.Any(static worker => Directory.Exists($"/proc/{worker}")), "The end of both");

        Assert.True(Replaced().Count(_folder.Log) >= 2, _folder.Log);
        Assert.All(Counts().Matches(_folder.Log), static counts => Assert.InRange(counts.Groups[1].Captures.Sum(static count => int.Parse(count.Value)), 0, 3));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [GeneratedRegex("worker [01] is replaced: it is [0-9]+ s old\n")]
    private static partial Regex Replaced();

    [GeneratedRegex(@"(?:(?:booting|online|dying|new_online): (\d+),? ?){4}")]
    private static partial Regex Counts();
}
