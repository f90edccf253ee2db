namespace Microsoft.CodeAnalysis.Testing;

[Flags]
public enum DiagnosticOptions
{
    None = 0,
    IgnoreAdditionalLocations = 1,
    IgnoreSeverity = 2,
}

[Flags]
public enum DiagnosticLocationOptions
{
    None = 0,
    IgnoreLength = 1,
    InterpretAsMarkupKey = 2,
}
