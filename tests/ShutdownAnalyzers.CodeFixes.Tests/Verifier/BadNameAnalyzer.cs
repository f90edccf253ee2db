using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

#pragma warning disable RS1001, RS1025, RS1026, RS1036, RS1038, RS2008 // A test's analyzer, not shipped.

namespace ShutdownAnalyzers.Verifier;

/// <summary>The small rule that the verifier is tried with: a type's name begins with <c>Bad</c>.</summary>
internal class BadNameAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new("TEST1", "Bad name", "'{0}' is a bad name", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [s_rule];

    public override void Initialize(AnalysisContext context) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (IsBad(symbol.Symbol))
                    symbol.ReportDiagnostic(Report(symbol.Symbol));
            },
            SymbolKind.NamedType);

    protected static bool IsBad(ISymbol symbol) => symbol.Name.StartsWith("Bad", StringComparison.Ordinal);

    protected static Diagnostic Report(ISymbol symbol) => Diagnostic.Create(s_rule, symbol.Locations[0], symbol.Name);
}

/// <summary>The same rule, written so that no editor shows it.</summary>
internal sealed class NonLocalAnalyzer : BadNameAnalyzer
{
    public override void Initialize(AnalysisContext context) =>
        context.RegisterCompilationAction(end =>
        {
            foreach (var type in end.Compilation.Assembly.GlobalNamespace.GetTypeMembers().Where(IsBad))
                end.ReportDiagnostic(Report(type));
        });
}

/// <summary>The same rule, but it knows only the types of the files that happen to have been analysed before.</summary>
internal sealed class PushingAnalyzer : BadNameAnalyzer
{
    public override void Initialize(AnalysisContext context) =>
        context.RegisterCompilationStartAction(start =>
        {
            var seen = 0;
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (IsBad(symbol.Symbol) && Interlocked.Increment(ref seen) > 1)
                        symbol.ReportDiagnostic(Report(symbol.Symbol));
                },
                SymbolKind.NamedType);
        });
}

internal sealed class ThrowingAnalyzer : BadNameAnalyzer
{
    public override void Initialize(AnalysisContext context) =>
        context.RegisterSymbolAction(static _ => throw new NotSupportedException("on purpose"), SymbolKind.NamedType);
}
