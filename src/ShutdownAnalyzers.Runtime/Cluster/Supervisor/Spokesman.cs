using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// Speaks in the supervisor for a worker that knows nothing of it: the worker gets its sockets as systemd passes them, is online
/// when it waits for connections on one of them, and is asked to shut down by SIGTERM. On Linux only, where this can be seen from outside.
/// </summary>
internal sealed class Spokesman(int pid, IReadOnlySet<ulong> sockets, JsonLines channel)
{
    private const int FirstDescriptor = 3;

    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Such a worker's process. Its launcher adds the process id, which nobody knows before.</summary>
    public static ChildProcess ProcessOf(int number, WorkerProgram program, IEnumerable<InheritedSocket> sockets)
    {
        // In ascending order none takes the place of one that is still to be moved.
        int[] descriptors = [.. sockets.Select(static socket => socket.Descriptor).Order()];
        var environment = new Dictionary<string, string>(program.Environment)
        {
            [Supervision.NumberVariable] = number.ToString(CultureInfo.InvariantCulture),
            ["LISTEN_FDS"] = descriptors.Length.ToString(CultureInfo.InvariantCulture),
        };
        return new ChildProcess(program.CommandLine, environment, program.Folder)
        {
            Inherited = [.. descriptors.Select(static (descriptor, index) => (descriptor, FirstDescriptor + index))],
        };
    }

    /// <summary>Speaks for a worker for as long as it lives.</summary>
    public static void Speak(int pid, IEnumerable<InheritedSocket> sockets, SafeSocketHandle channel) =>
        _ = new Spokesman(pid, sockets.Select(static socket => InodeOf(socket.Descriptor)).ToHashSet(), new JsonLines(new Socket(channel))).SpeakAsync();

    /// <returns>The supervisor's end of the channel.</returns>
    public static Socket Hire(int pid, IEnumerable<InheritedSocket> sockets)
    {
        var (ours, theirs) = Posix.SocketPair();
        Speak(pid, sockets, theirs);
        return ours;
    }

    private async Task SpeakAsync()
    {
        using var gone = new CancellationTokenSource();
        var online = SayWhenOnlineAsync(gone.Token);
        try
        {
            await foreach (var message in channel.ReadAsync(WorkerMessageFormat.Instance).ConfigureAwait(false))
                Hear(message);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            // As good as closed.
        }

        await gone.CancelAsync().ConfigureAwait(false);
        await online.ConfigureAwait(false);
        channel.Dispose();
    }

    private async Task SayWhenOnlineAsync(CancellationToken gone)
    {
        while (!IsListening())
        {
            if (!await s_betweenLooks.PassesAsync(gone).ConfigureAwait(false))
                return;
        }

        channel.TryWrite(new WorkerMessage(WorkerMessage.Online), WorkerMessageFormat.Instance);
    }

    private void Hear(WorkerMessage message)
    {
        if (message.Type == WorkerMessage.Shutdown)
            Posix.Kill(pid, Posix.SIGTERM);
        else if (message.Type == WorkerMessage.Status)
            channel.TryWrite(new WorkerMessage(WorkerMessage.Status) { Load = new WorkerLoad(0, 0, Memory()) }, WorkerMessageFormat.Instance);
    }

    // Whoever serves many connections waits for them with epoll, and the kernel says for what.
    private bool IsListening()
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{pid}/fdinfo").SelectMany(File.ReadLines).Select(InodeWaitedFor).Any(sockets.Contains);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // It ends, or closes a descriptor just now.
        }
    }

    /// <param name="line"><c>tfd: 3 events: 19 data: … pos:0 ino:a6f3 sdev:8</c></param>
    private static ulong InodeWaitedFor(string line)
    {
        const string inode = "ino:";
        var field = line.StartsWith("tfd:", StringComparison.Ordinal) ? line.Split(' ').FirstOrDefault(static field => field.StartsWith(inode, StringComparison.Ordinal)) : null;
        return ulong.TryParse(field?[inode.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var found) ? found : 0;
    }

    /// <summary>A descriptor of our own, which stands for <c>socket:[42739]</c>.</summary>
    private static ulong InodeOf(int descriptor)
    {
        var target = new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget!;
        return ulong.Parse(target["socket:[".Length..^1], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private long Memory()
    {
        try
        {
            return long.Parse(File.ReadAllText($"/proc/{pid}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (IOException)
        {
            return 0; // It has ended.
        }
    }
}
