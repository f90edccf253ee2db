using System.CommandLine;
using System.Diagnostics;
using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Runtime;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Shutdown;

/// <summary>Signal after signal under mixed load, without us, in <c>Reject</c> and in <c>Serve</c>: what was lost, and how long the exit took.</summary>
internal static class CyclesCommand
{
    private sealed record Mode(string Name, bool MayLose, params string[] Arguments);

    private sealed record Cycle(LoadResult Load, int ExitCode, TimeSpan Exit)
    {
        public int Lost { get; } = Load.Lost.Count();

        public override string ToString() =>
            $"{Load.Count(Outcome.Served)} served, {Load.Count(Outcome.AskedToRetry)} asked to retry, {Load.Count(Outcome.Reset)} reset, {Lost} lost, exit code {ExitCode} after {Exit.TotalSeconds:0.00} s";
    }

    private static readonly Mode[] s_modes =
    [
        new("plain Kestrel", MayLose: true, "--plain=true"),
        // Without a lame duck, or there is little left to reject.
        new("Reject", MayLose: false, "--GracefulShutdown:DrainMode=Reject", "--GracefulShutdown:LameDuckPeriod=00:00:00"),
        new("Serve", MayLose: false, "--GracefulShutdown:DrainMode=Serve"),
    ];

    public static Command Create()
    {
        var cycles = new Option<int>("--cycles") { Description = "Signals in each mode, taken in turn.", DefaultValueFactory = static _ => 100 };
        var command = new Command("cycles", "SIGTERM after SIGTERM under mixed load: a line a cycle, and without us beside it. Fails if we lose a request.") { cycles };
        command.SetAction(async (arguments, cancellation) => await RunAsync(arguments.GetValue(cycles), cancellation) ? 0 : 1);
        return command;
    }

    private static async Task<bool> RunAsync(int count, CancellationToken cancellation)
    {
        var done = s_modes.ToDictionary(static mode => mode, static _ => new List<Cycle>());
        for (var number = 1; number <= count; number++)
        {
            foreach (var mode in s_modes)
            {
                var cycle = await TerminateAsync(mode, cancellation);
                done[mode].Add(cycle);
                Console.WriteLine($"{number,3} {mode.Name,-13}  {cycle}");
            }
        }

        Show(done);
        return done.All(static pair => pair.Key.MayLose || pair.Value.All(static cycle => cycle is { Lost: 0, ExitCode: 0 }));
    }

    private static async Task<Cycle> TerminateAsync(Mode mode, CancellationToken cancellation)
    {
        using var app = await AppProcess.StartAsync(TestApp.Web, 0, cancellation, ["--Logging:LogLevel:Microsoft.AspNetCore=Warning", .. mode.Arguments]);
        using var load = LoadRun.Start(app.Server, EchoTraffic.Groups);
        await load.WarmUpAsync(cancellation);
        load.Terminate(app);
        var exitCode = await app.WaitForExitAsync(cancellation);
        var exited = Stopwatch.GetTimestamp();
        var result = await load.FinishAsync(cancellation);
        return new Cycle(result, exitCode, Stopwatch.GetElapsedTime(result.SignalledAt, exited));
    }

    private static void Show(Dictionary<Mode, List<Cycle>> done)
    {
        var table = new Table().Title($"{done.Values.First().Count} signals each, 64 clients, {Environment.ProcessorCount} cores");
        table.AddColumns("", "requests", "asked to retry", "lost", "of them reset", "signals that lost some", "seconds from the signal to the exit");
        foreach (var (mode, cycles) in done)
        {
            table.AddRow(mode.Name,
                $"{cycles.Sum(static cycle => cycle.Load.Exchanges.Count):N0}",
                $"{cycles.Sum(static cycle => cycle.Load.Count(Outcome.AskedToRetry)):N0}",
                $"{cycles.Sum(static cycle => cycle.Lost):N0}",
                $"{cycles.Sum(static cycle => cycle.Load.Count(Outcome.Reset)):N0}",
                $"{cycles.Count(static cycle => cycle.Lost > 0)}",
                Spread.Of(cycles.Select(static cycle => cycle.Exit.TotalSeconds)).ToString("0.00"));
        }

        AnsiConsole.Write(table);
    }
}
