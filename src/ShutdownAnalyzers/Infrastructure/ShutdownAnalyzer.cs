using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>
/// The base of every rule. It owns the ceremony, so that a rule is its descriptor, what it looks at and one sentence of logic.
/// </summary>
public abstract class ShutdownAnalyzer : DiagnosticAnalyzer
{
    private protected ShutdownAnalyzer(params DiagnosticDescriptor[] rules) => SupportedDiagnostics = [.. rules];

    /// <inheritdoc />
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc />
#pragma warning disable RS0030 // This is the one place that may.
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }
#pragma warning restore RS0030

    private void Start(CompilationStartAnalysisContext start)
    {
        if (TestProject.IsOff(start.Compilation, start.Options))
            return;

        var types = FrameworkTypes.Of(start.Compilation);
        if (CanOccur(types))
            Analyze(start, types);
    }

    /// <summary>Whether a compilation with these types can contain the fault at all; if not, the rule costs it nothing more.</summary>
    private protected abstract bool CanOccur(FrameworkTypes types);

    /// <summary>Registers what the rule looks at.</summary>
    private protected abstract void Analyze(CompilationStartAnalysisContext start, FrameworkTypes types);
}
