using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment;

/// <summary>What a rule has to say about a place in a deployment file.</summary>
/// <param name="Span">The place.</param>
/// <param name="Subject">What stands there, as its author calls it.</param>
/// <param name="Statement">What is wrong with it; together with the subject it is a sentence.</param>
/// <param name="Repair">What would mend it; null if that takes more than text.</param>
internal sealed record Finding(TextSpan Span, string Subject, string Statement, Repair? Repair)
{
    /// <summary>Whether this is worth knowing rather than wrong.</summary>
    public bool IsSuggestion { get; init; }
}

/// <summary>Text changes in the file of a finding, under the title that the user sees. A diagnostic carries them to its fix.</summary>
internal sealed record Repair(string Title, ImmutableArray<TextChange> Changes)
{
    private const string TitleKey = "Title";
    private const string CountKey = "Changes";

    public Repair(string title, TextSpan replaced, string replacement) : this(title, [new TextChange(replaced, replacement)])
    {
    }

    public ImmutableDictionary<string, string?> ToProperties()
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties.Add(TitleKey, Title);
        properties.Add(CountKey, $"{Changes.Length}");
        for (var i = 0; i < Changes.Length; i++)
        {
            properties.Add($"Start{i}", $"{Changes[i].Span.Start}");
            properties.Add($"Length{i}", $"{Changes[i].Span.Length}");
            properties.Add($"Text{i}", Changes[i].NewText);
        }

        return properties.ToImmutable();
    }

    /// <returns>null for a finding that nothing mends.</returns>
    public static Repair? From(Diagnostic diagnostic)
    {
        var properties = diagnostic.Properties;
        if (!properties.TryGetValue(TitleKey, out var title))
            return null;

        return new(title!, [.. Enumerable.Range(0, Number(CountKey)).Select(i => new TextChange(new(Number($"Start{i}"), Number($"Length{i}")), properties[$"Text{i}"]!))]);

        int Number(string key) => int.Parse(properties[key], System.Globalization.CultureInfo.InvariantCulture);
    }
}
