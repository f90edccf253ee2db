using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzer = ShutdownAnalyzers.Infrastructure.ShutdownAnalyzer;

namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>The rules under measurement.</summary>
internal static class Rules
{
    /// <summary>The assembly they are in.</summary>
    public static string Assembly { get; } = typeof(ShutdownAnalyzer).Assembly.Location;

    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(ShutdownAnalyzer).Assembly.GetTypes()
            .Where(static type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];
}
