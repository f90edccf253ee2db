using System.Globalization;
using System.Runtime.Versioning;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Starts a supervisor: in this process, or in one of its own that outlives the terminal.</summary>
internal static class Launch
{
    public const string NotOnWindows = "The worker cluster needs listening sockets that a process inherits, which Windows does not have.";

    private const string LauncherVariable = "SHUTDOWN_LAUNCHER";

    private const string Removing = "removing the ipc-file and attempting to continue";

    private const string Advice = """
        1. the ipc file specified is invalid, or
        2. the daemon process died unexpectedly

        If no daemon runs, start again with --remove-old-ipc true.
        """;

    /// <summary>This program again, as the program of the workers.</summary>
    public static WorkerProgram ThisProgram(ClusterOptions options, string[] args)
    {
        var command = OwnCommand();
        return new WorkerProgram
        {
            App = command[^1],
            AppFolder = Environment.CurrentDirectory,
            Folder = Path.GetFullPath(options.WorkingDirectory),
            Arguments = args,
        };
    }

    /// <summary>Goes on where the supervisor before has given way to this version of its program, in its process.</summary>
    /// <returns>Null in a process that begins from nothing.</returns>
    [UnsupportedOSPlatform("windows")]
    public static Task<int>? TryGoOn(ClusterOptions options)
    {
        if (Handover.IsRehearsal)
            return Task.FromResult(0);

        return Handover.TryTake() is { } handover ? new ClusterHost(options, handover.Program).RunAsync(ControlConsole.Write, handover) : null;
    }

    /// <summary>This process's command line.</summary>
    public static string[] OwnCommandLine() => [.. OwnCommand(), .. Environment.GetCommandLineArgs()[1..]];

    /// <summary>Runs the supervisor until the cluster is stopped.</summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task<int> ForegroundAsync(ClusterOptions options, WorkerProgram program, bool removeOldIpc, Action<ControlReply> report) =>
        await IsFreeAsync(options, removeOldIpc, report) ? await new ClusterHost(options, program).RunAsync(report) : 1;

    /// <summary>Starts the supervisor as a daemon, with this process's own arguments, and waits until its workers are online.</summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task<int> DaemonAsync(ClusterOptions options, bool removeOldIpc, string[] args, Action<ControlReply> report)
    {
        if (!await IsFreeAsync(options, removeOldIpc, report))
            return 1;

        using var daemon = StartDaemon(args);
        return await daemon.ListenAsync(report);
    }

    /// <summary>Whether this process is the daemon that <see cref="DaemonAsync"/> has started.</summary>
    public static bool IsDaemon => Environment.GetEnvironmentVariable(LauncherVariable) is not null;

    /// <summary>The supervisor, in the daemon.</summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task<int> AsDaemonAsync(ClusterOptions options, Func<WorkerProgram> program)
    {
        var launcher = int.Parse(Environment.GetEnvironmentVariable(LauncherVariable)!, CultureInfo.InvariantCulture);
        using var channel = new JsonLines(Posix.TakeSocket(launcher));
        Environment.SetEnvironmentVariable(LauncherVariable, null);
        return await new ClusterHost(options, program()).RunAsync(reply => channel.TryWrite(reply, ControlReplyFormat.Instance));
    }

    /// <summary>Whether no supervisor runs there. If one does, its status is reported.</summary>
    private static async Task<bool> IsFreeAsync(ClusterOptions options, bool removeOldIpc, Action<ControlReply> report)
    {
        try
        {
            using var running = ControlClient.TryConnect(options.IpcFile);
            if (running is null)
                return true;

            running.Send(new ControlRequest(ControlRequest.Status) { InDetail = true });
            await running.ListenAsync(report);
            return false;
        }
        catch (StaleIpcException exception)
        {
            report(new ControlReply { Progress = $"{exception.Message}\n\n{(removeOldIpc ? Removing : Advice)}" });
            if (removeOldIpc)
                File.Delete(options.IpcFile);
            return removeOldIpc;
        }
        catch (ClusterException exception)
        {
            report(new ControlReply { Progress = exception.Message });
            return false;
        }
    }

    private static ControlClient StartDaemon(string[] args)
    {
        var (ours, theirs) = Posix.SocketPair();
        using (theirs)
        {
            var descriptor = (int)theirs.DangerousGetHandle();
            var environment = WorkerProgram.OwnEnvironment();
            environment[LauncherVariable] = descriptor.ToString(CultureInfo.InvariantCulture);
            new ChildProcess([.. OwnCommand(), .. args], environment, Environment.CurrentDirectory) { Inherited = [(descriptor, descriptor)], Detached = true }.Start();
            return new ControlClient(new JsonLines(ours));
        }
    }

    /// <summary>This process's program: an app's own executable, or dotnet and the app's assembly.</summary>
    public static string[] OwnCommand()
    {
        var executable = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(executable) == "dotnet" ? [executable, Environment.GetCommandLineArgs()[0]] : [executable];
    }
}
