using System.CommandLine;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Ends a deploy that is under way.</summary>
internal static class DeployAbortCommand
{
    private static readonly Argument<string> s_ipcFile = Supervisor.IpcFile();

    public static Command Create()
    {
        var command = new Command("deploy-abort", "Kills the new workers of a deploy, or the old ones if they are dying already.") { s_ipcFile };
        command.SetAction(static parsed => Supervisor.TellAsync(parsed.GetValue(s_ipcFile)!, new ControlRequest(ControlRequest.AbortDeploy), whenNotRunning: 1));
        return command;
    }
}
