using System.Diagnostics;

namespace ShutdownAnalyzers.Load;

/// <summary>The sample shop, started, loaded, told to stop in the middle of it, and asked afterwards what it lost.</summary>
/// <param name="Load">Every request.</param>
/// <param name="Orders">Every order.</param>
/// <param name="StopTime">From the signal to the end of the process.</param>
/// <param name="ExitCode">With what the process ended.</param>
/// <param name="Output">What the app wrote.</param>
public sealed record ShopTrial(LoadResult Load, OrderAudit Orders, TimeSpan StopTime, int ExitCode, string Output)
{
    /// <summary>Whether every request was answered, every order stored exactly once, and the exit clean.</summary>
    public bool LostNothing =>
        !Load.Lost.Any() && Orders is { AnsweredButNotStored: 0, StoredButNotAnswered: 0, StoredTwice: 0 } && ExitCode == 0;

    /// <summary>What was lost, and how, in a few lines.</summary>
    public string Describe() => string.Join(Environment.NewLine, [
        .. Load.Lost.GroupBy(lost => (lost.Outcome, lost.Group, lost.Request)).Select(lost =>
            $"{lost.Count()} × {lost.Key.Outcome}: {lost.Key.Request.Method} {lost.Key.Request.Path} ({lost.Key.Group.Name})"),
        $"orders confirmed but not stored: {Orders.AnsweredButNotStored}, stored but not confirmed: {Orders.StoredButNotAnswered}, stored twice: {Orders.StoredTwice}",
        $"exit code: {ExitCode}"]);

    /// <param name="assembly">Path of the built shop.</param>
    /// <param name="journal">Where the shop shall store its orders; a file that does not exist yet.</param>
    /// <param name="port">Loopback port to listen on; 0 takes a free one.</param>
    /// <param name="started">Told of the load as soon as it runs, to show its progress.</param>
    /// <param name="cancellation">Gives up, and ends the shop at once.</param>
    /// <param name="arguments">Further configuration of the shop, as <c>--Section:Key=value</c>.</param>
    /// <exception cref="AppFailedException">The shop did not start or did not stop.</exception>
    public static async Task<ShopTrial> RunAsync(
        string assembly, string journal, int port, Action<LoadRun> started, CancellationToken cancellation, params IEnumerable<string> arguments)
    {
        using var shop = await AppProcess.StartAsync(assembly, port, cancellation, [$"--Orders:Journal={journal}", .. arguments]);

        using var load = LoadRun.Start(shop.Server, ShopTraffic.Groups);
        started(load);
        await load.WarmUpAsync(cancellation);
        load.Terminate(shop);

        var exitCode = await shop.WaitForExitAsync(cancellation);
        var exitedAt = Stopwatch.GetTimestamp();
        var result = await load.FinishAsync(cancellation);

        var orders = result.Audit(OrderJournal.Read(journal));
        return new ShopTrial(result, orders, Stopwatch.GetElapsedTime(result.SignalledAt, exitedAt), exitCode, shop.Output);
    }
}
