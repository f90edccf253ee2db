namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a state takes over from the state before the fix where it says nothing itself.</summary>
public enum StateInheritanceMode
{
    /// <summary>All but the expected diagnostics that the fix removes; these too if no file changes.</summary>
    AutoInherit,

    /// <summary>All, the expected diagnostics that the fix removes included.</summary>
    AutoInheritAll,

    /// <summary>Nothing.</summary>
    Explicit,
}
