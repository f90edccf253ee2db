using System.Runtime.InteropServices;
using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>How kept connections are spread over the workers.</summary>
public sealed class BalanceTests : IAsyncDisposable
{
    private const int Connections = 64;

    private readonly ClusterFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task No_worker_holds_more_than_1_3_times_its_share_also_after_a_deploy(int workers)
    {
        await _folder.StartAsync("--worker-count", $"{workers}");
        using var clients = new KeptClients(_folder.Server, Connections);
        AssertEven(await clients.CountAnswersAsync("/pid", Cancellation), workers);

        var deploy = _folder.RunAsync("deploy");
        while (!deploy.IsCompleted)
            await clients.CountAnswersAsync("/pid", Cancellation);

        Assert.Equal(0, (await deploy).ExitCode);
        AssertEven(await clients.CountAnswersAsync("/pid", Cancellation), workers);
    }

    [Fact]
    public async Task Connections_that_come_one_after_another_are_spread_as_well()
    {
        await _folder.StartAsync("--worker-count", "2");

        using var clients = new KeptClients(_folder.Server, Connections, pause: TimeSpan.FromMilliseconds(5));

        AssertEven(await clients.CountAnswersAsync("/pid", Cancellation), 2);
    }

    [Fact]
    public async Task A_stopped_worker_strands_no_connection()
    {
        await _folder.StartAsync("--worker-count", "2");
        using var before = new KeptClients(_folder.Server, Connections);
        await before.CountAnswersAsync("/pid", Cancellation);
        var stopped = (await _folder.WorkersAsync())[0].GetProperty("pid").GetInt32();

        await _folder.FreezeAsync(stopped); // Until then it may accept one more.
        int[] answered;
        using (var meanwhile = new KeptClients(_folder.Server, Connections))
            answered = await meanwhile.CountAnswersAsync("/pid", Cancellation);
        ClusterFolder.Signal(stopped, ClusterFolder.SIGCONT);

        Assert.Equal([Connections], answered);
    }

    [Fact]
    public async Task The_connections_of_a_killed_worker_are_forgotten()
    {
        await _folder.StartAsync("--worker-count", "2", "--max-restarts", "0");
        using var clients = new KeptClients(_folder.Server, Connections);
        AssertEven(await clients.CountAnswersAsync("/pid", Cancellation), 2);
        Assert.Equal(2, Rows().Count(static row => row.Accepts != 0));

        await _folder.KillWorkerAsync(0);
        await _folder.UntilLoggedAsync("worker 0 stays down: it ended 1 times without having lived for a minute");

        Assert.Single(await clients.CountAnswersAsync("/pid", Cancellation));
        var survivor = Assert.Single(Rows(), static row => row.Accepted != 0);
        Assert.Equal(Connections, survivor.Open);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task It_can_be_switched_off(string balance)
    {
        await _folder.StartAsync("--balance", balance);

        Assert.Equal(balance == "true", (await _folder.GetAsync("/memory")).Contains("memfd:connections", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    // The memory that the supervisor gives to its workers.
    private WorkerRow[] Rows()
    {
        var supervisor = File.ReadAllText(_folder.PathOf("shutdown.pid")).Trim();
        var memory = Directory.GetFiles($"/proc/{supervisor}/fd").Single(static file => File.ResolveLinkTarget(file, returnFinalTarget: false)!.Name.StartsWith("memfd:connections", StringComparison.Ordinal));
        return [.. MemoryMarshal.Cast<byte, WorkerRow>(File.ReadAllBytes(memory))];
    }

    private static void AssertEven(int[] held, int workers)
    {
        var even = (double)Connections / workers;
        Assert.True(held.Sum() == Connections && held[0] <= 1.3 * even, $"{string.Join(", ", held)} over {workers} workers");
    }
}
