using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Ownership;

/// <summary>A value that code keeps: where it comes from, and everything that is done with it.</summary>
internal abstract class Owned
{
    /// <summary>The type that the value is kept as.</summary>
    public abstract ITypeSymbol? Type { get; }

    /// <summary>Everything that is put where the value is kept.</summary>
    public abstract ImmutableArray<IOperation> Values { get; }

    /// <summary>Every place the value comes to: see <see cref="Ownership.Uses"/>.</summary>
    public abstract ImmutableArray<IOperation> Uses { get; }
}
