using System.CommandLine;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Says how the cluster is.</summary>
internal static class StatusCommand
{
    private static readonly Argument<string> s_ipcFile = Supervisor.IpcFile();

    public static Command Create()
    {
        var command = new Command("status", "Shows how many workers are online.") { s_ipcFile };
        command.SetAction(static parsed => Supervisor.TellAsync(parsed.GetValue(s_ipcFile)!, new ControlRequest(ControlRequest.Status), whenNotRunning: 1));
        return command;
    }
}
