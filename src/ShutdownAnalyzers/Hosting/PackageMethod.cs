using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>
/// Methods of the runtime package. One is known by its name and the framework namespace it lives in; a call that does not bind
/// counts too: the package is added, but not restored yet.
/// </summary>
internal static class PackageMethod
{
    /// <summary>Whether the project calls the package's method of this name.</summary>
    public static bool IsCalled(string name, Compilation compilation, CancellationToken cancel) =>
        compilation.MentionsOf(name).Any(mention => IsCalledAt(mention, cancel));

    /// <summary>Whether a mention of such a name is a call of the package's method, not of one of the user's own.</summary>
    public static bool IsCalledAt(Mention mention, CancellationToken cancel)
    {
        if (mention.Call is null)
            return false;

        var symbol = mention.Symbol(cancel);
        ImmutableArray<ISymbol> meanings = symbol is null ? mention.Candidates(cancel) : [symbol];
        return meanings.IsEmpty || meanings.OfType<IMethodSymbol>().Any(static method => method.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.", StringComparison.Ordinal) is true);
    }
}
