using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>One process of the cluster.</summary>
internal sealed class Worker
{
    private readonly long _startedAt;
    private readonly Socket _socket;
    private readonly JsonLines _channel;
    private CancellationTokenSource _pause = new();
    private Task _listening = Task.CompletedTask;
    private TaskCompletionSource _answered = new();
    private readonly TaskCompletionSource _online = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Worker(int number, int pid, Socket channel, long startedAt)
    {
        Number = number;
        Pid = pid;
        _socket = channel;
        _channel = new JsonLines(channel);
        _startedAt = startedAt;
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

    /// <summary>How much of a limit is one for it: so that not all reach it together.</summary>
    public double Allowance { get; } = Jitter.AboutOne();

    /// <summary>What it last said of itself.</summary>
    public WorkerLoad Load { get; private set; } = new(0, 0, 0);

    /// <summary>Ends when it says that it is online.</summary>
    public Task Online => _online.Task;

    /// <summary>Ends when its process has.</summary>
    public Task Exited => _exited.Task;

    public bool HasExited => Exited.IsCompleted;

    /// <summary>Whether somebody of this process speaks for it.</summary>
    public bool HasSpokesman { get; private init; }

    /// <summary>Starts a worker's process.</summary>
    /// <exception cref="Win32Exception">There is no such program, or no such folder.</exception>
    /// <exception cref="IOException">There is no descriptor left.</exception>
    public static Worker Start(int number, WorkerProgram program, IEnumerable<InheritedSocket> sockets, InheritedRow? row, WorkerLogs logs, Deploy? deploy)
    {
        InheritedSocket[] inherited = [.. sockets];
        LinePump?[] pumps = [];
        var (ours, theirs) = Posix.SocketPair();
        try
        {
            pumps = logs.NewPumps();
            var process = program.Launcher is [] ? Supervision.ProcessOf(number, program, theirs, inherited, row) : Spokesman.ProcessOf(number, program, inherited);
            var pid = (process with { Streams = (pumps[0]?.WorkersEnd, pumps[1]?.WorkersEnd) }).Start();
            logs.Start(pumps);
            if (program.Launcher is [])
                theirs.Dispose();
            else
                Spokesman.Speak(pid, inherited, theirs);
            return new Worker(number, pid, ours, Stopwatch.GetTimestamp()) { Deploy = deploy, Row = row, HasSpokesman = program.Launcher is not [] };
        }
        catch
        {
            ours.Dispose();
            theirs.Dispose();
            foreach (var pump in pumps)
                pump?.Dispose();
            throw;
        }
    }

    /// <summary>A worker of the supervisor before.</summary>
    public static Worker TakeOver(HandedWorker handed, IEnumerable<InheritedSocket> sockets)
    {
        var channel = handed.Channel is { } descriptor ? Posix.TakeSocket(descriptor) : Spokesman.Hire(handed.Pid, sockets);
        var worker = new Worker(handed.Number, handed.Pid, channel, handed.StartedAt) { HasSpokesman = handed.Channel is null, Row = handed.Row };
        worker.Become(handed.State);
        return worker;
    }

    public HandedWorker HandOver() =>
        new(Number, Pid, State, _startedAt, HasSpokesman ? null : (int)_socket.SafeHandle.DangerousGetHandle(), Row);

    public bool IsHeard => !_listening.IsCompleted;

    /// <summary>Hears what the worker says, until it closes its side.</summary>
    public void Listen(Action<Worker, WorkerMessage> hear)
    {
        if (!IsHeard)
            _listening = ListenAsync(hear, _pause.Token);
    }

    /// <summary>Hears nothing more of it, and leaves what it says where it is, until the next <see cref="Listen"/>.</summary>
    /// <returns>Ends when what was begun to be heard has been.</returns>
    public async Task PauseAsync()
    {
        await _pause.CancelAsync();
        await _listening;
        _pause = new CancellationTokenSource();
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

    public void AskToShutDown() => _channel.TryWrite(new WorkerMessage(WorkerMessage.Shutdown), WorkerMessageFormat.Instance);

    /// <summary>Asks how it is.</summary>
    /// <returns>Ends when it has said so: <see cref="Load"/> is new then.</returns>
    public Task AskForLoad()
    {
        _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _channel.TryWrite(new WorkerMessage(WorkerMessage.Status), WorkerMessageFormat.Instance);
        return _answered.Task;
    }

    /// <summary>Kills it, and what it has started. Its id is its own until <see cref="Reap"/> has seen its end.</summary>
    public void Kill()
    {
        if (!HasExited)
            Posix.KillGroup(Pid, Posix.SIGKILL);
    }

    private async Task ListenAsync(Action<Worker, WorkerMessage> hear, CancellationToken pause)
    {
        // On a busy machine it is online already when its start returns, and whoever has started it has not yet noted it.
        await Task.Yield();
        try
        {
            await foreach (var message in _channel.ReadAsync(WorkerMessageFormat.Instance, pause))
                hear(this, message);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or JsonException or ObjectDisposedException)
        {
            // It has nothing more to say that could be understood. Its exit is noticed by itself.
        }
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
