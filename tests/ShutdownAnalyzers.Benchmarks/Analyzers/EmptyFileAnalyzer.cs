using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

#pragma warning disable RS1001, RS1036, RS1038, RS1041, RS2008 // A yardstick, not shipped.

namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>The least that an analyzer can cost, which is what Roslyn's driver does for having one: it is called for each file, and returns.</summary>
/// <remarks>Without the attribute, so that a compiler that is given this assembly runs the other yardstick alone.</remarks>
public sealed class EmptyFileAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new("EMPTYFILE", "Nothing", "Nothing", "Yardstick", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [s_rule];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSemanticModelAction(static _ => { });
    }
}
