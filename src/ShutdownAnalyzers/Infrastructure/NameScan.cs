using System.Collections.Immutable;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>
/// Looks for a set of names in a text: in one pass, however many names there are. What it finds is a whole word, in a comment
/// perhaps; whether it is an identifier the tokens say.
/// </summary>
internal sealed class NameScan
{
    private readonly string?[] _table;

    public NameScan(IEnumerable<string> names)
    {
        Names = [.. names.Distinct(StringComparer.Ordinal)];

        var size = 16;
        while (size < 4 * Names.Length)
            size *= 2;

        _table = new string?[size];
        foreach (var name in Names)
            _table[SlotOf(name)] = name;
    }

    public ImmutableArray<string> Names { get; }

    public bool Includes(string name) => _table[SlotOf(name)] is not null;

    /// <summary>Where each name stands, in the order of the text; names that are not there are left out.</summary>
    public Dictionary<string, List<int>> Find(string text)
    {
        var found = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length;)
        {
            if (!IsNamePart(text[at]))
            {
                at++;
                continue;
            }

            var (start, hash) = (at, 0);
            for (; at < text.Length && IsNamePart(text[at]); at++)
                hash = Mix(hash, text[at]);

            if (_table[SlotOf(hash, text, start, at - start)] is { } name)
                Positions(found, name).Add(start);
        }

        return found;
    }

    private static List<int> Positions(Dictionary<string, List<int>> found, string name)
    {
        if (!found.TryGetValue(name, out var positions))
            found.Add(name, positions = []);
        return positions;
    }

    private int SlotOf(string name)
    {
        var hash = 0;
        foreach (var character in name)
            hash = Mix(hash, character);

        return SlotOf(hash, name, 0, name.Length);
    }

    /// <summary>The slot that holds this word, or the free one that would: the table is never full.</summary>
    private int SlotOf(int hash, string text, int start, int length)
    {
        var slot = Spread(hash) & (_table.Length - 1);
        while (_table[slot] is { } name && !(name.Length == length && string.CompareOrdinal(name, 0, text, start, length) == 0))
            slot = (slot + 1) & (_table.Length - 1);

        return slot;
    }

    private static int Mix(int hash, char character) => unchecked(hash * 31 + character);

    private static int Spread(int hash) => hash ^ (hash >> 15);

    // Identifiers beyond ASCII are words too, so that "Runä" does not count as "Run".
    private static bool IsNamePart(char character) => character < 128
        ? character is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_'
        : char.IsLetterOrDigit(character);
}
