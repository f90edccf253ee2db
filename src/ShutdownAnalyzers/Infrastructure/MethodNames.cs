using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>Methods that a user's option names: simple (<c>UseOurDrain</c>) or qualified (<c>Shop.Hosting.AppExtensions.UseOurDrain</c>, from any part of the name on).</summary>
internal static class MethodNames
{
    /// <summary>Whether the source calls one of these methods. A simple name also counts while it does not bind.</summary>
    public static bool AnyIsCalled(ImmutableArray<string> names, Compilation compilation, CancellationToken cancel)
    {
        if (names.IsDefaultOrEmpty)
            return false;

        ImmutableArray<string> simpleNames = [.. names.Select(static name => name.Substring(name.LastIndexOf('.') + 1)).Distinct()];
        return compilation.Search(simpleNames).Any(mention => mention.Call is not null && names.Any(name => IsNamed(mention, name, cancel)));
    }

    private static bool IsNamed(Mention mention, string name, CancellationToken cancel)
    {
        if (mention.Token.ValueText == name)
            return true;

        return mention.Symbol(cancel) is IMethodSymbol { ContainingType: not null } method && $".{method.ContainingType.ToDisplayString()}.{method.Name}".EndsWith("." + name, StringComparison.Ordinal);
    }
}
