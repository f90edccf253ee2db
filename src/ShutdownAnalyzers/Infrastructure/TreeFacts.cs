using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>
/// Which of the <see cref="WatchedNames"/> a file mentions, and where. The raw text is searched once, a hit is confirmed as an
/// identifier token when a rule asks for its name, and nothing is bound. The facts live as long as the tree does, so editing one
/// file reads one file again.
/// </summary>
/// <remarks>A weak table rather than a <c>SyntaxTreeValueProvider</c>, because a generator has no access to the latter and shall not read every file a second time.</remarks>
internal sealed class TreeFacts
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeFacts> s_perTree = new();
    private static readonly NameScan s_watched = new(WatchedNames.All);

    private readonly SyntaxTree _tree;
    private readonly Dictionary<string, List<int>> _words;
    private readonly ConcurrentDictionary<string, ImmutableArray<int>> _mentions = new(StringComparer.Ordinal);

    private TreeFacts(SyntaxTree tree)
    {
        _tree = tree;
        _words = s_watched.Find(TextOf(tree));
    }

    public static TreeFacts Of(SyntaxTree tree) => s_perTree.GetValue(tree, static t => new TreeFacts(t));

    /// <summary>The watched names that stand in the text: in a comment perhaps, or in a string.</summary>
    public IEnumerable<string> Words => _words.Keys;

    /// <summary>Whether the file mentions one of these watched names.</summary>
    public bool MentionsAny(ImmutableArray<string> names)
    {
        foreach (var name in names)
            if (!Mentions(name).IsEmpty)
                return true;

        return false;
    }

    /// <summary>Where the file mentions this watched name: the positions of its identifier tokens, in source order.</summary>
    public ImmutableArray<int> Mentions(string name)
    {
        if (_words.TryGetValue(name, out var words))
            return _mentions.GetOrAdd(name, _ => Confirm(_tree, name, words));

        EnsureWatched(name);
        return [];
    }

    /// <summary>A name that was never looked for is not absent: it must not pass for it.</summary>
    public static void EnsureWatched(string name)
    {
        if (!s_watched.Includes(name))
            throw new ArgumentException($"'{name}' is none of the {nameof(WatchedNames)}.", nameof(name));
    }

    /// <summary>Reads a file for names that are not watched, such as those a user's option lists.</summary>
    public static IEnumerable<int> Find(SyntaxTree tree, NameScan names) =>
        names.Find(TextOf(tree)).SelectMany(found => Confirm(tree, found.Key, found.Value));

    private static ImmutableArray<int> Confirm(SyntaxTree tree, string name, List<int> words)
    {
        var root = tree.GetRoot();
        var positions = ImmutableArray.CreateBuilder<int>();
        foreach (var word in words)
        {
            var token = root.FindToken(word);
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Contains(word) && token.ValueText == name)
                positions.Add(token.SpanStart);
        }

        return positions.ToImmutable();
    }

    private static string TextOf(SyntaxTree tree) => (tree.TryGetText(out var source) ? source : tree.GetText()).ToString();
}
