namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What the marks in a state's files mean.</summary>
public enum MarkupMode
{
    /// <summary>The files have no marks.</summary>
    None,

    /// <summary>Marks are taken out and mean nothing.</summary>
    Ignore,

    /// <summary>Marks of the diagnostics that the fix removes mean nothing; the others are expected.</summary>
    IgnoreFixable,

    /// <summary>Every marked diagnostic is expected.</summary>
    Allow,
}
