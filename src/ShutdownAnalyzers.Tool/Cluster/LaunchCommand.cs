using System.CommandLine;
using System.ComponentModel;
using System.Globalization;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>
/// Becomes a worker that takes its sockets as systemd passes them: with the process id in <c>LISTEN_PID</c>, which only the process itself knows
/// before it is there. For the supervisor, not for users.
/// </summary>
internal static class LaunchCommand
{
    private const string Name = "launch";
    private const int NotFound = 127;

    private static readonly Argument<string[]> s_program = new("program") { Arity = ArgumentArity.OneOrMore };

    /// <summary>What stands before the program's own command line.</summary>
    public static IReadOnlyList<string> CommandLine { get; } = [.. Launch.OwnCommand(), ClusterCommand.Name, Name, "--"];

    public static Command Create()
    {
        var command = new Command(Name, "Starts a worker.") { s_program };
        command.Hidden = true;
        command.SetAction(static parsed => Run(parsed.GetValue(s_program)!));
        return command;
    }

    private static int Run(string[] program)
    {
        var environment = WorkerProgram.ProcessEnvironment();
        environment["LISTEN_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        try
        {
            ProgramChange.Run(program, environment, kept: []);
        }
        catch (Win32Exception exception)
        {
            Console.Error.WriteLine($"{program[0]} cannot be started: {exception.Message}");
        }

        return NotFound;
    }
}
