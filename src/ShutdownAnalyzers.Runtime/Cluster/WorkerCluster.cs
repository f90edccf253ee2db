using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Runtime;

/// <summary>Runs a program as its own supervisor and workers: several processes that listen on the same sockets.</summary>
public static class WorkerCluster
{
    /// <summary>
    /// In the process that the user has started: binds the sockets, starts the program again as workers, and returns when they have been stopped.
    /// In a worker: runs <paramref name="worker"/>, whose host needs nothing but <c>AddGracefulShutdown</c>.
    /// </summary>
    /// <param name="args">The program's arguments, which the workers get as well.</param>
    /// <param name="options">How the cluster is run.</param>
    /// <param name="worker">What a worker does with the arguments, up to its end.</param>
    /// <returns>The exit code: 0 after a stop, 1 if the first workers did not come online, and on Windows.</returns>
    public static async Task<int> RunAsync(string[] args, ClusterOptions options, Func<string[], Task> worker)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(worker);

        if (Supervision.IsInherited)
        {
            await worker(args);
            return Environment.ExitCode;
        }

        if (OperatingSystem.IsWindows())
        {
            Console.Error.WriteLine(Launch.NotOnWindows);
            return 1;
        }

        if (Launch.TryGoOn(options) is { } goingOn)
            return await goingOn;

        return await Launch.ForegroundAsync(options, Launch.ThisProgram(options, args), removeOldIpc: true, ControlConsole.Write);
    }
}
