using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Deployment.Yaml;

namespace ShutdownAnalyzers.Deployment.Containers;

/// <summary>An instruction of a Dockerfile. Where it goes on in the next line, its text has blanks instead, so that positions in it hold for the file.</summary>
internal sealed record DockerInstruction(string Name, TextSpan Span, string Arguments, int Start)
{
    public TextSpan ArgumentsSpan => new(Start, Arguments.Length);

    /// <summary>The arguments of the JSON form; null in the shell form.</summary>
    public ImmutableArray<Argument>? ExecForm { get; } = ReadExecForm(Arguments, Start);

    /// <summary>The image or stage in <c>FROM image AS stage</c>.</summary>
    public string? BaseImage => Words.FirstOrDefault(static word => !word.StartsWith("--", StringComparison.Ordinal));

    public string? StageName => Words.SkipWhile(static word => !word.Equals("AS", StringComparison.OrdinalIgnoreCase)).Skip(1).FirstOrDefault();

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private string[] Words => Arguments.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static ImmutableArray<Argument>? ReadExecForm(string arguments, int start)
    {
        if (!arguments.StartsWith("[", StringComparison.Ordinal) || !arguments.EndsWith("]", StringComparison.Ordinal))
            return null;

        if (YamlReader.Read(arguments).FirstOrDefault() is not YamlSequence { Values: var values } || !values.All(static value => value is YamlScalar { Style: YamlStyle.DoubleQuoted }))
            return null;

        return [.. values.Select(value => new Argument(value.Text!, new(start + value.Span.Start, value.Span.Length)))];
    }
}
