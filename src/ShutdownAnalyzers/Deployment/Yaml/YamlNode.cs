using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment.Yaml;

/// <summary>A value in a YAML file and where it stands.</summary>
internal abstract record YamlNode(TextSpan Span)
{
    /// <summary>The value under a key; null where this is no mapping or has no such key.</summary>
    public YamlNode? this[string key] => (this as YamlMapping)?.Entry(key)?.Value;

    /// <summary>The text of a scalar.</summary>
    public string? Text => (this as YamlScalar)?.Value;

    /// <summary>The items of a sequence.</summary>
    public ImmutableArray<YamlNode> Items => this is YamlSequence sequence ? sequence.Values : [];

    /// <summary>The entries of a mapping, without those merged into it.</summary>
    public ImmutableArray<YamlEntry> Entries => this is YamlMapping mapping ? mapping.Own : [];
}

internal enum YamlStyle
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Block,
}

internal sealed record YamlScalar(TextSpan Span, string Value, YamlStyle Style) : YamlNode(Span);

internal sealed record YamlSequence(TextSpan Span, ImmutableArray<YamlNode> Values) : YamlNode(Span);

internal sealed record YamlEntry(YamlScalar Key, YamlNode? Value)
{
    /// <summary>The key and, unless it stands elsewhere under an anchor, its value.</summary>
    public TextSpan Span => Value?.Span.Start > Key.Span.Start ? TextSpan.FromBounds(Key.Span.Start, Value.Span.End) : Key.Span;
}

internal sealed record YamlMapping(TextSpan Span, ImmutableArray<YamlEntry> Own, bool IsFlow) : YamlNode(Span)
{
    private const string Merge = "<<";

    /// <summary>The entry with this key: the mapping's own, or else that of a mapping merged into it.</summary>
    public YamlEntry? Entry(string key) =>
        Own.FirstOrDefault(entry => entry.Key.Value == key)
        ?? Own.Where(static entry => entry.Key.Value == Merge)
            .SelectMany(static entry => entry.Value is YamlMapping one ? [one] : entry.Value?.Items ?? [])
            .OfType<YamlMapping>()
            .Select(merged => merged.Entry(key))
            .FirstOrDefault(static entry => entry is not null);
}
