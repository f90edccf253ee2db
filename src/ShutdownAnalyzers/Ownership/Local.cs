using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Ownership;

/// <summary>A value that a body makes: thrown away at once, kept in locals, or given to somebody else.</summary>
internal sealed class Local(IOperation creation) : Owned
{
    public override ITypeSymbol? Type => creation.Type;

    public override ImmutableArray<IOperation> Values { get; } = [creation];

    public override ImmutableArray<IOperation> Uses { get; } = [.. Ownership.Uses.Of(creation, member: null).Distinct()];

    /// <summary>Whether another function of the body uses the value, which then lives as long as that function does.</summary>
    public bool IsCaptured => Uses.Any(use => use.Function() != creation.Function());
}
