using System.CommandLine;
using ShutdownAnalyzers.Runtime;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>The running supervisor that a command is for.</summary>
internal static class Supervisor
{
    /// <summary>Its control socket.</summary>
    public static Argument<string> IpcFile()
    {
        var argument = Arguments.Named("ipc-file", "The socket of the cluster's supervisor.");
        argument.DefaultValueFactory = static _ => new ClusterOptions().IpcFile;
        return argument;
    }

    /// <summary>Sends it a command.</summary>
    /// <param name="ipcFile">Its control socket.</param>
    /// <param name="request">The command.</param>
    /// <param name="whenNotRunning">The exit code if there is no supervisor.</param>
    /// <param name="hear">What is done with its answers; by default they are shown.</param>
    /// <param name="whenInterrupted">What is done at Ctrl+C, in the place of an exit.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync(
        string ipcFile, ControlRequest request, int whenNotRunning, Action<ControlReply>? hear = null, Action? whenInterrupted = null)
    {
        if (OperatingSystem.IsWindows())
            return await Platform.NotOnWindows();

        try
        {
            using var client = ControlClient.TryConnect(ipcFile);
            if (client is null)
            {
                Console.Error.WriteLine("server not running");
                return whenNotRunning;
            }

            if (whenInterrupted is not null)
                Console.CancelKeyPress += (_, pressed) =>
                {
                    pressed.Cancel = true;
                    whenInterrupted();
                };

            client.Send(request);
            return await client.ListenAsync(hear ?? ControlConsole.Write);
        }
        catch (Exception exception) when (exception is StaleIpcException or ClusterException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
