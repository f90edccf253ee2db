using System.Globalization;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>The memory that a worker shares with its siblings, and its own row there.</summary>
internal sealed record InheritedRow(int Descriptor, int Index)
{
    public static InheritedRow Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new(Number(text.AsSpan(0, colon)), Number(text.AsSpan(colon + 1)));

        static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Descriptor}:{Index}");
}
