using System.CommandLine;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Stops the cluster.</summary>
internal static class StopCommand
{
    private static readonly Option<double?> s_timeout = TimeoutOption.Create("The seconds after which workers that still run are killed.");
    private static readonly Argument<string> s_ipcFile = Supervisor.IpcFile();

    public static Command Create()
    {
        var command = new Command("stop", "Asks all workers to shut down, and waits for them.") { s_timeout, s_ipcFile };
        command.SetAction(static parsed => Supervisor.TellAsync(
            parsed.GetValue(s_ipcFile)!,
            new ControlRequest(ControlRequest.Stop) { TimeoutSeconds = parsed.GetValue(s_timeout) },
            whenNotRunning: 0));
        return command;
    }
}
