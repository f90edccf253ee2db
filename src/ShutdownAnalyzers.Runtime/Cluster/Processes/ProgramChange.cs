using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Puts another program into this process, which stays what it is: its id, its children, the descriptors that it keeps.</summary>
internal static unsafe partial class ProgramChange
{
    /// <summary>Does not return.</summary>
    /// <param name="command">The program, looked for in the PATH if it is a bare name, and its arguments.</param>
    /// <param name="environment">All of its environment.</param>
    /// <param name="kept">Descriptors that it gets, under the numbers they have here.</param>
    /// <exception cref="Win32Exception">It could not be started: this program goes on.</exception>
    public static void Run(IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string>> environment, IReadOnlyList<int> kept)
    {
        using var arguments = new CStrings(command);
        using var variables = new CStrings(environment.Select(static pair => $"{pair.Key}={pair.Value}"));
        var program = PathOf(command[0]);
        foreach (var descriptor in kept)
            Posix.StayOpenOnExec(descriptor);

        execve(program, arguments.Pointer, variables.Pointer);
        var error = Marshal.GetLastPInvokeError();
        foreach (var descriptor in kept)
            Posix.CloseOnExec(descriptor);
        throw new Win32Exception(error);
    }

    private static string PathOf(string program) => program.Contains('/', StringComparison.Ordinal)
        ? program
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? program;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int execve(string program, byte** arguments, byte** environment);
}
