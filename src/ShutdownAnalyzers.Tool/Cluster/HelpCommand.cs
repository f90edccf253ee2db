using System.CommandLine;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Explains the commands, or one of them.</summary>
internal static class HelpCommand
{
    private static readonly Argument<string?> s_command = new("command") { Description = "The command to explain.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create()
    {
        var command = new Command("help", "Explains the commands, or one of them.") { s_command };
        command.SetAction(static parsed => parsed.RootCommandResult.Command
            .Parse([ClusterCommand.Name, .. parsed.GetValue(s_command) is { } name ? [name] : Array.Empty<string>(), "--help"])
            .Invoke(parsed.InvocationConfiguration));
        return command;
    }
}
