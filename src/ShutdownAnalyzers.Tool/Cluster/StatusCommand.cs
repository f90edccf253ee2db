using System.CommandLine;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Says how the cluster is.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromSeconds(1);

    private static readonly Option<bool> s_json = new("--json") { Description = "Prints the workers as JSON.", Arity = ArgumentArity.Zero };
    private static readonly Option<bool> s_watch = new("--watch") { Description = "Shows the workers until Ctrl+C.", Arity = ArgumentArity.Zero };
    private static readonly Argument<string> s_ipcFile = Supervisor.IpcFile();

    public static Command Create()
    {
        var command = new Command("status", "Shows how many workers are online.") { s_json, s_watch, s_ipcFile };
        command.SetAction(static (parsed, cancellation) =>
        {
            var ipcFile = parsed.GetValue(s_ipcFile)!;
            return parsed.GetValue(s_watch) ? WatchAsync(ipcFile, cancellation)
                : parsed.GetValue(s_json) ? AskAsync(ipcFile, inDetail: true, ControlConsole.WriteJson)
                : AskAsync(ipcFile, inDetail: false, ControlConsole.Write);
        });
        return command;
    }

    private static Task<int> AskAsync(string ipcFile, bool inDetail, Action<ControlReply> show) =>
        Supervisor.TellAsync(ipcFile, new ControlRequest(ControlRequest.Status) { InDetail = inDetail }, whenNotRunning: 1, show);

    private static async Task<int> WatchAsync(string ipcFile, CancellationToken cancellation)
    {
        var exitCode = 0;
        while (!cancellation.IsCancellationRequested)
        {
            var isThere = false;
            exitCode = await AskAsync(ipcFile, inDetail: true, reply =>
            {
                isThere = reply.Status is not null;
                StatusTable.Show(reply);
            });
            if (!isThere)
                return exitCode;

            await Task.Delay(s_betweenLooks, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return exitCode;
    }
}
