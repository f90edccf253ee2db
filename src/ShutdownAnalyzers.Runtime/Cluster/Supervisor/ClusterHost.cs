using System.Globalization;
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

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs until the cluster is stopped.</summary>
    /// <param name="report">Told of the start: its events, and how it ended.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Action<ControlReply> report)
    {
        try
        {
            using var sockets = new ListeningSockets(options.Urls is [] ? [ClusterOptions.DefaultUrl] : options.Urls);
            using var log = OpenLog(options.Log, Console.OpenStandardOutput);
            using var logs = OpenWorkerLogs();
            var events = new EventLog(log);
            var workforce = new Workforce(options, sockets.Inheritable, logs, events);
            var cluster = new Supervisor(options, program, workforce, events);
            using var control = new ControlServer(options.IpcFile, new Commands(cluster, events, _closed.Task));
            WritePidFile();
            using var signals = Listen(cluster, workforce);
            _ = control.AcceptAsync();

            if (!await StartAsync(cluster, events, report))
                return 1;

            await cluster.Stopped;
        }
        catch (Exception exception) when (exception is ClusterException or IOException or UnauthorizedAccessException or SocketException)
        {
            report(new ControlReply { Progress = $"unable to start daemon: {exception.Message}", ExitCode = 1 });
            return 1;
        }
        finally
        {
            File.Delete(options.PidFile);
            _closed.SetResult();
        }

        return 0;
    }

    private async Task<bool> StartAsync(Supervisor cluster, EventLog events, Action<ControlReply> report)
    {
        using var watch = events.Watch(line => report(new ControlReply { Progress = line }));
        var started = await cluster.InTurn(cluster.StartAsync);
        report(started
            ? new ControlReply { Output = cluster.Describe(), ExitCode = 0 }
            : new ControlReply { Progress = $"The server crashed without booting. Check {Path.GetFileName(options.Stderr)}.", ExitCode = 1 });
        return started;
    }

    private void WritePidFile()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.PidFile))!);
        File.Delete(options.PidFile);
        Posix.WithPrivateFiles(() => File.WriteAllText(options.PidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
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

    private static Disposables Listen(Supervisor cluster, Workforce workforce)
    {
        long firstStop = 0;
        return new(
            On(PosixSignal.SIGCHLD, () => cluster.InTurn(workforce.Reap)),
            On(PosixSignal.SIGTERM, Stop),
            On(PosixSignal.SIGINT, Stop),
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
