using System.Collections.Immutable;
using ShutdownAnalyzers.Deployment.Containers;

namespace ShutdownAnalyzers.Deployment.Shell;

/// <summary>Programs that stand between a container and its app.</summary>
internal static class Shells
{
    private static readonly ImmutableArray<string> s_shells = ["sh", "bash", "ash", "dash"];

    private static readonly ImmutableArray<string> s_inits = ["tini", "tini-static", "dumb-init", "docker-init", "catatonit"];

    public static bool Are(string program) => s_shells.Contains(FilePath.NameOf(program));

    /// <summary>Programs that run as process 1 for another one and pass signals on.</summary>
    public static bool IsInit(string program) => s_inits.Contains(FilePath.NameOf(program));

    /// <summary><c>-c</c>, also together with others as in <c>-ec</c>.</summary>
    public static bool IsCommandOption(string option) => option.Length is > 1 and < 5 && option[0] == '-' && option[option.Length - 1] == 'c';

    /// <summary>The words of an instruction that starts something, in either form.</summary>
    public static IEnumerable<string> Words(DockerInstruction? start) =>
        start is null ? [] : Words(start.ExecForm ?? [new(start.Arguments, start.ArgumentsSpan)]);

    /// <summary>The words of a command and of a script in it.</summary>
    public static IEnumerable<string> Words(IEnumerable<Argument> command) =>
        command.SelectMany(static argument => ShellText.Commands(argument.Value)).SelectMany(static part => part.Words).Select(static word => word.Value);
}
