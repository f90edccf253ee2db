using System.CommandLine;
using System.Diagnostics;
using System.Net.WebSockets;
using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Runtime;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Shutdown;

/// <summary>How long after the signal each of many open WebSockets sees the close frame.</summary>
internal static class WebSocketsCommand
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var sockets = new Option<int>("--sockets") { Description = "Open WebSockets.", DefaultValueFactory = static _ => 5000 };
        var rounds = new Option<int>("--rounds") { Description = "Signals, each to a new process.", DefaultValueFactory = static _ => 5 };
        var command = new Command("websockets", "Open WebSockets at SIGTERM: all see 1001, and when. Fails if one does not within a second.") { sockets, rounds };
        command.SetAction(async (arguments, cancellation) => await RunAsync(arguments.GetValue(sockets), arguments.GetValue(rounds), cancellation) ? 0 : 1);
        return command;
    }

    private static async Task<bool> RunAsync(int sockets, int rounds, CancellationToken cancellation)
    {
        var table = new Table().Title($"{sockets} open WebSockets, {Environment.ProcessorCount} cores");
        table.AddColumns("round", "saw 1001", "milliseconds after the signal, median (quartiles)", "the last one");
        var kept = true;
        for (var round = 1; round <= rounds; round++)
        {
            double[] seen = [.. await CloseAsync(sockets, cancellation)];
            table.AddRow($"{round}", $"{seen.Length}", seen is [] ? "" : Spread.Of(seen).ToString("0"), seen is [] ? "" : $"{seen.Max():0}");
            kept &= seen.Length == sockets && seen.Max() <= s_limit.TotalMilliseconds;
        }

        AnsiConsole.Write(table);
        return kept;
    }

    /// <returns>Milliseconds from the signal to the close frame, of each socket that saw 1001.</returns>
    private static async Task<IEnumerable<double>> CloseAsync(int sockets, CancellationToken cancellation)
    {
        // The sockets are told when draining begins.
        using var app = await AppProcess.StartAsync(TestApp.Web, 0, cancellation, "--GracefulShutdown:LameDuckPeriod=00:00:00", "--Logging:LogLevel:Microsoft.AspNetCore=Warning");
        using var crowd = await SocketCrowd.OpenAsync(app.Server, "/ws", sockets, cancellation);
        var ending = crowd.EndAsync(cancellation);
        var signalled = Stopwatch.GetTimestamp();
        app.Terminate();

        var endings = await ending;
        await app.WaitForExitAsync(cancellation);
        return endings.Where(static end => end.Status == WebSocketCloseStatus.EndpointUnavailable).Select(end => Stopwatch.GetElapsedTime(signalled, end.At).TotalMilliseconds);
    }
}
