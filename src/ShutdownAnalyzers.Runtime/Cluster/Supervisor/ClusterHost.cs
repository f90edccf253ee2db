using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>The supervisor's process: its files, its sockets, its signals.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ClusterHost(ClusterOptions options, WorkerProgram program)
{
    // A Ctrl+C may come from the terminal and once more from a parent that passes it on.
    private static readonly TimeSpan s_sameSignal = TimeSpan.FromMilliseconds(100);

    // A client that does not read what it has asked for is not waited for.
    private static readonly TimeSpan s_lastAnswer = TimeSpan.FromSeconds(1);

    private static readonly PosixSignal s_upgrade = (PosixSignal)Posix.SIGUSR2;

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs until the cluster is stopped.</summary>
    /// <param name="report">Told of the start: its events, and how it ended.</param>
    /// <param name="handover">What the supervisor before has left, if there was one.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Action<ControlReply> report, Handover? handover = null)
    {
        try
        {
            var started = await RunClusterAsync(report, handover);
            if (!started)
                report(new ControlReply { Progress = $"The server crashed without booting. Check {Path.GetFileName(options.Stderr)}.", ExitCode = 1 });
            return started ? 0 : 1;
        }
        catch (Exception exception) when (exception is ClusterException or IOException or UnauthorizedAccessException or SocketException)
        {
            report(new ControlReply { Progress = $"unable to start daemon: {exception.Message}", ExitCode = 1 });
            return 1;
        }
    }

    private async Task<bool> RunClusterAsync(Action<ControlReply> report, Handover? handover)
    {
        using var log = OpenLog(options.Log, Console.OpenStandardOutput);
        var events = new EventLog(log);
        using var logs = OpenWorkerLogs();
        using var sockets = handover is null ? Bind() : new ListeningSockets(handover.Sockets);
        using var rows = new ConnectionRows(options.BalanceConnections, handover);
        var workforce = new Workforce(options, sockets.Inheritable, rows, logs, events);
        var cluster = new Supervisor(options, program, workforce, events);
        var commands = new Commands(cluster, workforce, events, _closed.Task);

        var started = true;
        using (var control = new ControlServer(options.IpcFile, commands, handover?.ControlSocket))
        using (new PidFile(options.PidFile))
        using (Listen(cluster, workforce, new Upgrade(cluster, workforce, sockets, control, logs, events, options.OnlineTimeout)))
        {
            logs.TakeOver(handover?.Pipes ?? []);
            _ = control.AcceptAsync();
            if (handover is null)
                started = await StartAsync(cluster, events, report);
            else
                await TakeOverAsync(cluster, handover);
            await UntilStoppedAsync(cluster, started);
        }

        sockets.Dispose();
        _closed.SetResult();
        await commands.Answered.EndsWithin(s_lastAnswer);
        return started;
    }

    private ListeningSockets Bind()
    {
        var fromSystemd = SystemdSockets.Take();
        return new ListeningSockets(options.Urls is [] && fromSystemd is [] ? [ClusterOptions.DefaultUrl] : options.Urls, fromSystemd);
    }

    private static async Task<bool> StartAsync(Supervisor cluster, EventLog events, Action<ControlReply> report)
    {
        using var watch = events.Watch(line => report(new ControlReply { Progress = line }));
        var started = await cluster.InTurn(cluster.StartAsync);
        if (started)
            report(new ControlReply { Output = cluster.Describe(), Status = await cluster.InTurn(cluster.StatusAsync), ExitCode = 0 });
        return started;
    }

    private static async Task TakeOverAsync(Supervisor cluster, Handover handover)
    {
        await cluster.InTurn(() => cluster.TakeOver(handover));
        HeldSignals.ReleaseInNextProgram();
    }

    private static async Task UntilStoppedAsync(Supervisor cluster, bool started)
    {
        Systemd.Notify(started ? Systemd.Ready : Systemd.Stopping);
        using var stopping = cluster.Stopping.Register(static () => Systemd.Notify(Systemd.Stopping));
        _ = cluster.InTurn(() => Systemd.KeepWatchdogQuietAsync(cluster.Stopping));
        await cluster.Stopped;
    }

    private WorkerLogs OpenWorkerLogs()
    {
        var output = OpenLog(options.Stdout, Console.OpenStandardOutput);
        return new(output, options.Stderr == options.Stdout ? output : OpenLog(options.Stderr, Console.OpenStandardError));
    }

    private ILog? OpenLog(string path, Func<Stream> passedThrough) => path switch
    {
        "/dev/null" => null,
        "-" => new StreamLog(passedThrough()),
        _ => new RollingFile(Path.GetFullPath(path), options.MaxLogSize),
    };

    private static Disposables Listen(Supervisor cluster, Workforce workforce, Upgrade upgrade)
    {
        long firstStop = 0;
        return new(
            On(PosixSignal.SIGCHLD, () => cluster.InTurn(workforce.Reap)),
            On(PosixSignal.SIGTERM, Stop),
            On(PosixSignal.SIGINT, Stop),
            On(PosixSignal.SIGTTIN, () => cluster.InTurn(() => cluster.Resize(+1))),
            On(PosixSignal.SIGTTOU, () => cluster.InTurn(() => cluster.Resize(-1))),
            On(s_upgrade, () => cluster.InTurn(upgrade.RunAsync)),
            On(PosixSignal.SIGHUP, () => cluster.InTurn(() => cluster.DeployAsync(new DeployRequest()))));

        void Stop()
        {
            var now = Environment.TickCount64;
            var first = Interlocked.CompareExchange(ref firstStop, now, 0);
            if (first == 0)
                cluster.InTurn(() => cluster.StopAsync(timeout: null));
            else if (now - first > s_sameSignal.TotalMilliseconds)
                cluster.InTurn(cluster.KillAll);
        }

        static IDisposable On(PosixSignal signal, Action action) => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            action();
        });
    }

    private sealed class Disposables(params IDisposable[] all) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in all)
                one.Dispose();
        }
    }
}
