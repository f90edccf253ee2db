using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// A program that is started with exactly the descriptors it is given: <c>posix_spawn</c> makes them inheritable in the child alone,
/// so that no two starts can leak into each other. No shell is involved.
/// </summary>
/// <param name="Command">The program, looked for in the PATH if it is a bare name, and its arguments.</param>
/// <param name="Environment">All of its environment.</param>
/// <param name="Folder">Where it runs.</param>
internal sealed partial record ChildProcess(IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment, string Folder)
{
    // Larger than posix_spawn_file_actions_t, posix_spawnattr_t and sigset_t of any C library.
    private const int LargestStruct = 1024;

    private const short SetProcessGroup = 0x02;
    private const short SetSignalDefaults = 0x04;
    private const short SetSignalMask = 0x08;
    private static readonly short s_setSession = (short)(OperatingSystem.IsMacOS() ? 0x400 : 0x80);

    /// <summary>Descriptor for its output, its errors; none for <c>/dev/null</c>.</summary>
    public (SafeHandle? Output, SafeHandle? Errors) Streams { get; init; }

    /// <summary>Descriptors that it inherits, and under which numbers.</summary>
    public IReadOnlyList<(int Here, int There)> Inherited { get; init; } = [];

    /// <summary>Whether it leaves the terminal, and not only the group of processes that a Ctrl+C there reaches.</summary>
    public bool Detached { get; init; }

    /// <returns>Its process id.</returns>
    /// <exception cref="Win32Exception">It could not be started.</exception>
    public unsafe int Start()
    {
        var actions = stackalloc byte[LargestStruct];
        var attributes = stackalloc byte[LargestStruct];
        ThrowIfFailed(posix_spawn_file_actions_init(actions));
        ThrowIfFailed(posix_spawnattr_init(attributes));
        try
        {
            Arrange(actions);
            Set(attributes);
            using var arguments = new CStrings(Command);
            using var environment = new CStrings(Environment.Select(static pair => $"{pair.Key}={pair.Value}"));
            int process;
            ThrowIfFailed(posix_spawnp(&process, Command[0], actions, attributes, arguments.Pointer, environment.Pointer));
            return process;
        }
        finally
        {
            posix_spawn_file_actions_destroy(actions);
            posix_spawnattr_destroy(attributes);
        }
    }

    private unsafe void Arrange(byte* actions)
    {
        ThrowIfFailed(posix_spawn_file_actions_addchdir_np(actions, Folder));
        Open(0, null);
        Open(1, Streams.Output);
        Open(2, Streams.Errors);
        foreach (var (here, there) in Inherited)
            ThrowIfFailed(posix_spawn_file_actions_adddup2(actions, here, there)); // Onto itself: inherited.

        void Open(int number, SafeHandle? handle) => ThrowIfFailed(handle is null
            ? posix_spawn_file_actions_addopen(actions, number, "/dev/null", 2 /* O_RDWR */, 0)
            : posix_spawn_file_actions_adddup2(actions, (int)handle.DangerousGetHandle(), number));
    }

    // What this process ignores or blocks, the child would too.
    private unsafe void Set(byte* attributes)
    {
        var signals = stackalloc byte[LargestStruct];
        ThrowIfFailed(sigfillset(signals));
        ThrowIfFailed(posix_spawnattr_setsigdefault(attributes, signals));
        ThrowIfFailed(sigemptyset(signals));
        ThrowIfFailed(posix_spawnattr_setsigmask(attributes, signals));
        var group = Detached ? s_setSession : SetProcessGroup;
        ThrowIfFailed(posix_spawnattr_setflags(attributes, (short)(SetSignalDefaults | SetSignalMask | group)));
    }

    private static void ThrowIfFailed(int error)
    {
        if (error != 0)
            throw new Win32Exception(error);
    }

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int posix_spawn_file_actions_addchdir_np(byte* actions, string folder);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_adddup2(byte* actions, int descriptor, int number);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int posix_spawn_file_actions_addopen(byte* actions, int number, string path, int flags, uint mode);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_setsigdefault(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_setsigmask(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    private static unsafe partial int sigfillset(byte* signals);

    [LibraryImport("libc")]
    private static unsafe partial int sigemptyset(byte* signals);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int posix_spawnp(int* process, string file, byte* actions, byte* attributes, byte** arguments, byte** environment);
}
