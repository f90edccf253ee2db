using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>Makes descriptors: what all rules share is said once, here.</summary>
internal static class Rule
{
    /// <summary>One category for every rule, so that one <c>.editorconfig</c> line can set them all.</summary>
    public const string Category = "Shutdown";

    private const string Pages = "https://github.com/ShutdownAnalyzers/ShutdownAnalyzers/blob/main/docs/rules/";

    public static DiagnosticDescriptor Warning(string id, string title, string message, string description) =>
        Create(id, title, message, description, DiagnosticSeverity.Warning);

    public static DiagnosticDescriptor Suggestion(string id, string title, string message, string description) =>
        Create(id, title, message, description, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string message, string description, DiagnosticSeverity severity) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, description, helpLinkUri: $"{Pages}{id}.md");
}
