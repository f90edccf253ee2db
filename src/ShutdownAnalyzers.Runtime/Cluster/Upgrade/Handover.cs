using System.Globalization;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>What a supervisor leaves to the newer version of its program that goes on in its process.</summary>
internal sealed record Handover
{
    private const string Variable = "SHUTDOWN_SUPERVISOR";
    private const string Rehearsal = "rehearsal";

    public required WorkerProgram Program { get; init; }

    /// <summary>How many workers there are to be.</summary>
    public required int Count { get; init; }

    public required int ControlSocket { get; init; }

    public required IReadOnlyList<HandedSocket> Sockets { get; init; }

    public required IReadOnlyList<HandedWorker> Workers { get; init; }

    /// <summary>The memory with the table of connections; null if they are not balanced.</summary>
    public int? Connections { get; init; }

    public IReadOnlyList<HandedPipe> Pipes { get; init; } = [];

    public IReadOnlyList<HandedSlot> Slots { get; init; } = [];

    /// <summary>Whether this process only shows that its program starts and understands its arguments.</summary>
    public static bool IsRehearsal => Environment.GetEnvironmentVariable(Variable) == Rehearsal;

    /// <summary>The environment of such a process.</summary>
    public static Dictionary<string, string> RehearsalEnvironment()
    {
        var environment = WorkerProgram.OwnEnvironment();
        environment[Variable] = Rehearsal;
        return environment;
    }

    /// <summary>What was left to this process, once.</summary>
    /// <returns>Null for a process that begins from nothing.</returns>
    public static Handover? TryTake()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } text)
            return null;

        Environment.SetEnvironmentVariable(Variable, null);
        using var file = new FileStream(new SafeFileHandle(int.Parse(text, CultureInfo.InvariantCulture), ownsHandle: true), FileAccess.Read);
        file.Position = 0;
        return JsonSerializer.Deserialize(file, ClusterJson.Default.Handover);
    }

    /// <summary>Replaces this process's program. Does not return.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started: this program goes on.</exception>
    /// <exception cref="IOException">There is no room or no descriptor for what has to be told: this program goes on.</exception>
    public void GiveTo(IReadOnlyList<string> command)
    {
        using var file = Write();
        var descriptor = (int)file.DangerousGetHandle();
        var environment = WorkerProgram.ProcessEnvironment();
        environment[Variable] = descriptor.ToString(CultureInfo.InvariantCulture);
        HeldSignals.Hold();
        try
        {
            ProgramChange.Run(command, environment, [descriptor, .. Descriptors]);
        }
        finally
        {
            HeldSignals.Release();
        }
    }

    private IEnumerable<int> Descriptors =>
    [
        ControlSocket,
        .. Sockets.Select(static socket => socket.Descriptor),
        .. Pipes.Select(static pipe => pipe.Descriptor),
        .. Workers.Select(static worker => worker.Channel).Append(Connections).OfType<int>(),
    ];

    // A file without a name: the workers' environment may hold what nobody else should read, and is too long for a variable.
    private SafeFileHandle Write()
    {
        var path = Path.GetTempFileName();
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        File.Delete(path);
        RandomAccess.Write(file, JsonSerializer.SerializeToUtf8Bytes(this, ClusterJson.Default.Handover), 0);
        return file;
    }
}

/// <summary>A listening socket.</summary>
/// <param name="Descriptor">Under which it is open.</param>
/// <param name="Url">What it is bound to.</param>
/// <param name="IsOurs">Whether the supervisor has bound it, and removes its file at the end.</param>
internal sealed record HandedSocket(int Descriptor, string Url, bool IsOurs);

/// <summary>The supervisor's end of a worker's pipe.</summary>
/// <param name="Descriptor">Under which it is open.</param>
/// <param name="BegunLine">What was read of a line whose end is still to come.</param>
internal sealed record HandedPipe(int Descriptor, byte[] BegunLine)
{
    public bool IsErrors { get; init; }
}

/// <summary>A worker's process, a child that the supervisor keeps.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Pid">Its process id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StartedAt">When it was started, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>, which goes on across programs.</param>
/// <param name="Channel">The descriptor of the channel to it; null for a worker that has none.</param>
/// <param name="Row">Its row in the table of connections, if it has one.</param>
internal sealed record HandedWorker(int Number, int Pid, WorkerState State, long StartedAt, int? Channel, InheritedRow? Row);

/// <summary>How often a worker's place had to be filled anew.</summary>
internal sealed record HandedSlot(int Number, int Restarts, int InARow);
