using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment.Nginx;

/// <summary>A configuration file of nginx: directives, some with a block of others.</summary>
internal sealed class NginxFile(string path, SourceText source) : DeploymentFile(path, source)
{
    private NginxDirective? _root;

    public NginxDirective Root => _root ??= NginxReader.Read(Text);

    /// <summary>Whether something is commented on, in its line or the one above.</summary>
    public bool HasComment(TextSpan span)
    {
        var line = LinesOf(span);
        var above = line.Start == 0 ? default : LinesOf(new TextSpan(line.Start - 1, 0));
        return Text.IndexOf('#', span.End, line.End - span.End) >= 0 || Text.Substring(above.Start, above.Length).TrimStart().StartsWith("#", StringComparison.Ordinal);
    }

    /// <summary>The groups of servers that requests are spread over.</summary>
    public IEnumerable<NginxDirective> Upstreams => Root.Descendants().Where(static directive => directive.Name == "upstream");
}

/// <summary>A directive: its words, its block, and the directive around it.</summary>
internal sealed class NginxDirective(ImmutableArray<NginxWord> words, NginxDirective? parent)
{
    public ImmutableArray<NginxWord> Words => words;

    public List<NginxDirective> Block { get; } = [];

    public string Name => words.IsEmpty ? "" : words[0].Value;

    public IEnumerable<string> Arguments => words.Skip(1).Select(static word => word.Value);

    public TextSpan Span => TextSpan.FromBounds(words[0].Span.Start, words[words.Length - 1].Span.End);

    public IEnumerable<NginxDirective> Descendants() => Block.SelectMany(static child => child.Descendants().Prepend(child));

    /// <summary>The directive of this name that holds here: of this block, or else of the nearest around it.</summary>
    public NginxDirective? Effective(string name) => Block.LastOrDefault(child => child.Name == name) ?? parent?.Effective(name);

    public NginxDirective? Parent => parent;

    /// <summary>The nearest directive of this name that has this one in its block, or is this one.</summary>
    public NginxDirective? Enclosing(string name) => Name == name ? this : parent?.Enclosing(name);
}

internal readonly record struct NginxWord(string Value, TextSpan Span);
