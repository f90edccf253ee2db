using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>
/// Which of the <see cref="WatchedNames"/> a file mentions, and where. The raw text is searched first, a hit is confirmed as an
/// identifier token, and nothing is bound. The facts live as long as the tree does, so editing one file reads one file again.
/// </summary>
/// <remarks>A weak table rather than a <c>SyntaxTreeValueProvider</c>, because a generator has no access to the latter and shall not read every file a second time.</remarks>
internal sealed class TreeFacts
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeFacts> s_perTree = new();

    private readonly ImmutableDictionary<string, ImmutableArray<int>> _mentions;

    private TreeFacts(SyntaxTree tree) => _mentions = Find(tree, WatchedNames.All);

    public static TreeFacts Of(SyntaxTree tree) => s_perTree.GetValue(tree, static t => new TreeFacts(t));

    /// <summary>Whether the file mentions one of these watched names.</summary>
    public bool MentionsAny(ImmutableArray<string> names)
    {
        foreach (var name in names)
            if (_mentions.ContainsKey(name))
                return true;

        return false;
    }

    /// <summary>Where the file mentions this watched name: the positions of its identifier tokens, in source order.</summary>
    public ImmutableArray<int> Mentions(string name) => _mentions.TryGetValue(name, out var positions) ? positions : [];

    /// <summary>Reads a file for names that are not watched, such as those a user's option lists.</summary>
    public static ImmutableDictionary<string, ImmutableArray<int>> Find(SyntaxTree tree, ImmutableArray<string> names)
    {
        var mentions = ImmutableDictionary<string, ImmutableArray<int>>.Empty;
        if (!tree.TryGetText(out var source))
            source = tree.GetText();

        var text = source.ToString();
        foreach (var name in names)
        {
            var positions = Find(tree, text, name);
            if (!positions.IsEmpty)
                mentions = mentions.Add(name, positions);
        }

        return mentions;
    }

    private static ImmutableArray<int> Find(SyntaxTree tree, string text, string name)
    {
        var at = text.IndexOf(name, StringComparison.Ordinal);
        if (at < 0)
            return [];

        var root = tree.GetRoot();
        var positions = ImmutableArray.CreateBuilder<int>();
        for (; at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            var token = root.FindToken(at);
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Contains(at) && token.ValueText == name)
                positions.Add(token.SpanStart);
        }

        return positions.ToImmutable();
    }
}
