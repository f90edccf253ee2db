using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Deployment.Containers;
using ShutdownAnalyzers.Deployment.Kubernetes;
using ShutdownAnalyzers.Deployment.Nginx;
using ShutdownAnalyzers.Deployment.Shell;
using ShutdownAnalyzers.Deployment.Systemd;

namespace ShutdownAnalyzers.Deployment;

/// <summary>A file that says how apps are run: one that the project hands to the compiler as an additional file. It is read once for all rules.</summary>
internal abstract class DeploymentFile(string path, SourceText source)
{
    private static readonly ConditionalWeakTable<SourceText, DeploymentFile> s_perText = new();

    private static readonly Regex s_ignore = new(@"#.*\bshutdown-analyzers:\s*ignore\b(?<rules>[^\r\n]*)", RegexOptions.CultureInvariant);

    public string Path => path;

    public string Name => FilePath.NameOf(path);

    public string Text { get; } = source.ToString();

    /// <summary>How the file ends its lines.</summary>
    public string NewLine => Text.IndexOf("\r\n", StringComparison.Ordinal) < 0 ? "\n" : "\r\n";

    /// <summary>Whether this is a file of a kind that is read, by its name alone.</summary>
    public static bool IsKnown(AdditionalText file) => ReaderOf(FilePath.NameOf(file.Path)) is not null;

    /// <summary>null if the file is of no kind that is read, or is gone.</summary>
    public static DeploymentFile? Of(AdditionalText file, CancellationToken cancel) =>
        ReaderOf(FilePath.NameOf(file.Path)) is { } read && file.GetText(cancel) is { } source
            ? s_perText.GetValue(source, text => read(file.Path, text))
            : null;

    /// <summary>Whether a comment in the file turns the rule off: <c># shutdown-analyzers: ignore SHUT703</c>.</summary>
    public bool Ignores(string rule) =>
        Text.IndexOf("shutdown-analyzers:", StringComparison.Ordinal) >= 0
        && s_ignore.Matches(Text).Cast<Match>().Any(comment => comment.Groups["rules"].Value.IndexOf(rule, StringComparison.Ordinal) >= 0);

    /// <summary>The whole lines on which something stands.</summary>
    public TextSpan LinesOf(TextSpan span) =>
        TextSpan.FromBounds(source.Lines.GetLineFromPosition(span.Start).Start, source.Lines.GetLineFromPosition(span.End).EndIncludingLineBreak);

    public LinePosition PositionOf(int position) => source.Lines.GetLinePosition(position);

    public Location LocationOf(TextSpan span) => Location.Create(path, span, source.Lines.GetLinePositionSpan(span));

    private static Func<string, SourceText, DeploymentFile>? ReaderOf(string name)
    {
        if (Dockerfile.IsNamed(name))
            return static (path, text) => new Dockerfile(path, text);

        return FilePath.ExtensionOf(name) switch
        {
            "yml" or "yaml" when ComposeFile.IsNamed(name) => static (path, text) => new ComposeFile(path, text),
            "yml" or "yaml" => static (path, text) => new ManifestFile(path, text),
            "service" => static (path, text) => new UnitFile(path, text),
            "conf" => static (path, text) => new NginxFile(path, text),
            "sh" => static (path, text) => new ShellScript(path, text),
            _ => null,
        };
    }
}
