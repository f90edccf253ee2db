using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>One process of the cluster.</summary>
internal sealed class Worker
{
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly JsonLines _channel;
    private TaskCompletionSource _answered = new();
    private readonly TaskCompletionSource _online = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Worker(int number, int pid, JsonLines channel)
    {
        Number = number;
        Pid = pid;
        _channel = channel;
    }

    /// <summary>0-based; a replacement takes over the number.</summary>
    public int Number { get; }

    public int Pid { get; }

    public WorkerState State { get; private set; } = WorkerState.Booting;

    /// <summary>The deploy that has started it; null for a replacement.</summary>
    public Deploy? Deploy { get; init; }

    /// <summary>Its row in the table of connections, if it has one.</summary>
    public InheritedRow? Row { get; private init; }

    /// <summary>Whether its deploy has not yet decided if it serves.</summary>
    public bool IsNew => Deploy?.IsUndecidedOn(this) == true;

    /// <summary>Whether it serves, or soon will.</summary>
    public bool IsActive => State is WorkerState.Booting or WorkerState.Online or WorkerState.NewOnline;

    public TimeSpan Uptime => Stopwatch.GetElapsedTime(_startedAt);

    /// <summary>How often it was asked and had said nothing since the time before.</summary>
    public int SilentRounds { get; set; }

    /// <summary>About 1, different for each worker: so that not all reach a limit together.</summary>
    public double Jitter { get; } = 0.9 + Random.Shared.NextDouble() / 5;

    /// <summary>What it last said of itself.</summary>
    public WorkerLoad Load { get; private set; } = new(0, 0, 0);

    /// <summary>Ends when it says that it is online.</summary>
    public Task Online => _online.Task;

    /// <summary>Ends when its process has.</summary>
    public Task Exited => _exited.Task;

    public bool HasExited => Exited.IsCompleted;

    /// <summary>Starts a worker's process.</summary>
    /// <exception cref="Win32Exception">There is no such program, or no such folder.</exception>
    public static Worker Start(int number, WorkerProgram program, IEnumerable<InheritedSocket> sockets, InheritedRow? row, WorkerLogs logs, Deploy? deploy)
    {
        InheritedSocket[] inherited = [.. sockets];
        LinePump?[] pumps = logs.NewPumps();
        var (ours, theirs) = Posix.SocketPair();
        var channel = new JsonLines(new Socket(new SafeSocketHandle(ours, ownsHandle: true)));
        try
        {
            var environment = new Dictionary<string, string>(program.Environment);
            foreach (var (name, value) in Supervision.Variables(number, theirs, inherited, row))
                environment[name] = value;

            var process = new ChildProcess(program.CommandLine, environment, program.Folder)
            {
                Streams = (pumps[0]?.WorkersEnd, pumps[1]?.WorkersEnd),
                Inherited = [.. Supervision.Descriptors(theirs, inherited, row)],
            };
            var worker = new Worker(number, process.Start(), channel) { Deploy = deploy, Row = row };
            logs.Start(pumps);
            return worker;
        }
        catch
        {
            channel.Dispose();
            foreach (var pump in pumps)
                pump?.Dispose();
            throw;
        }
        finally
        {
            Posix.Close(theirs);
        }
    }

    /// <summary>All that the worker says, until it closes its side.</summary>
    public async Task ListenAsync(Action<Worker, WorkerMessage> hear)
    {
        try
        {
            await foreach (var message in _channel.ReadAsync(ClusterJson.Default.WorkerMessage))
                hear(this, message);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or JsonException or ObjectDisposedException)
        {
            // It has nothing more to say that could be understood. Its exit is noticed by itself.
        }
    }

    public WorkerStatus Describe(int restarts) => new(Pid, Number, State, Math.Round(Uptime.TotalSeconds, 1), Load.InFlight, restarts, Load.MemoryBytes);

    public void Become(WorkerState state)
    {
        State = state;
        if (state is WorkerState.Online or WorkerState.NewOnline)
            _online.TrySetResult();
    }

    public void Heard(WorkerMessage message)
    {
        SilentRounds = 0;
        if (message.Load is null)
            return;

        Load = message.Load;
        _answered.TrySetResult();
    }

    public void AskToShutDown() => _channel.TryWrite(new WorkerMessage(WorkerMessage.Shutdown), ClusterJson.Default.WorkerMessage);

    /// <summary>Asks how it is.</summary>
    /// <returns>Ends when it has said so: <see cref="Load"/> is new then.</returns>
    public Task AskForLoad()
    {
        _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _channel.TryWrite(new WorkerMessage(WorkerMessage.Status), ClusterJson.Default.WorkerMessage);
        return _answered.Task;
    }

    /// <summary>Kills it, and what it has started. Its id is its own until <see cref="Reap"/> has seen its end.</summary>
    public void Kill()
    {
        if (!HasExited)
            Posix.KillGroup(Pid, Posix.SIGKILL);
    }

    /// <returns>Whether the process has ended since the last call.</returns>
    public bool Reap()
    {
        if (HasExited || Posix.Reap(Pid) is null)
            return false;

        _exited.TrySetResult();
        _channel.Dispose();
        return true;
    }
}
