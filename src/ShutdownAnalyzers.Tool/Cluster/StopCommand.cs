using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ShutdownAnalyzers.Runtime;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Stops the cluster.</summary>
internal static class StopCommand
{
    private static readonly Option<string> s_timeout = TimeoutOption.Create("The seconds after which workers that still run are killed.");
    private static readonly Option<string> s_pidFile = new("--pid-file")
    {
        Description = "What to remove if the supervisor was killed and has left it.",
        DefaultValueFactory = static _ => new ClusterOptions().PidFile,
    };

    private static readonly Argument<string> s_ipcFile = Supervisor.IpcFile();

    public static Command Create()
    {
        var command = new Command("stop", "Asks all workers to shut down, and waits for them.") { s_timeout, s_pidFile, s_ipcFile };
        command.SetAction(static parsed =>
        {
            var ipcFile = parsed.GetValue(s_ipcFile)!;
            RemoveIfStale(ipcFile, parsed.GetValue(s_pidFile)!);
            var stop = new ControlRequest(ControlRequest.Stop) { TimeoutSeconds = TimeoutOption.ValueOf(parsed, s_timeout) };
            return Supervisor.TellAsync(ipcFile, stop, whenNotRunning: 0);
        });
        return command;
    }

    // Only with a pid file that names a dead process: a path may have been mistyped.
    private static void RemoveIfStale(string ipcFile, string pidFile)
    {
        try
        {
            ControlClient.TryConnect(ipcFile)?.Dispose();
        }
        catch (StaleIpcException) when (NamesDeadProcess(pidFile))
        {
            File.Delete(ipcFile);
            File.Delete(pidFile);
        }
        catch (Exception exception) when (exception is StaleIpcException or ClusterException)
        {
            // The command itself says so.
        }
    }

    private static bool NamesDeadProcess(string pidFile)
    {
        if (!File.Exists(pidFile) || !int.TryParse(File.ReadAllText(pidFile), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
            return false;

        try
        {
            Process.GetProcessById(pid).Dispose();
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
