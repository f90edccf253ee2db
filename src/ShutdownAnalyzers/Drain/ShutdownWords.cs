using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShutdownAnalyzers.Drain;

/// <summary>How a shutdown flag or token is called by those who write their own drain or readiness check.</summary>
internal static class ShutdownWords
{
    private static readonly ImmutableArray<string> s_words = ["stop", "shut", "drain", "terminat", "cancellationrequested"];

    /// <summary>Whether code names something that stops, shuts down, drains or is cancelled.</summary>
    public static bool AreIn(SyntaxNode? code) => code?.DescendantTokens().Any(IsOne) is true;

    private static bool IsOne(SyntaxToken token)
    {
        var word = token.ValueText;
        return token.IsKind(SyntaxKind.IdentifierToken)
            && word != "Stop"
            && word.IndexOf("stopwatch", StringComparison.OrdinalIgnoreCase) < 0
            && s_words.Any(part => word.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
