using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>Reports CA1001 at every class and CA2213 at every field, whether or not they deserve it: what is suppressed is the suppressor's doing.</summary>
#pragma warning disable RS1025, RS1026, RS1029, RS1036, RS1038, RS1041, RS2008 // It is no analyzer that anyone ships.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class OwnsDisposableAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_type = new("CA1001", "", "'{0}'", "Design", DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor s_field = new("CA2213", "", "'{0}'", "Usage", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_type, s_field];

    public override void Initialize(AnalysisContext context)
    {
        context.RegisterSymbolAction(static type => Report(type, s_type), SymbolKind.NamedType);
        context.RegisterSymbolAction(static field => Report(field, s_field), SymbolKind.Field);
    }

    private static void Report(SymbolAnalysisContext context, DiagnosticDescriptor rule) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, context.Symbol.Locations[0], context.Symbol.Name));
}
