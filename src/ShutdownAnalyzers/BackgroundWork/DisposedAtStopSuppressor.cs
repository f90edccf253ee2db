using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>
/// Answers CA1001 and CA2213 for hosted services: what <c>StopAsync</c> disposes needs no <c>Dispose</c> as well. The host calls
/// the one as surely as the other, and earlier.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DisposedAtStopSuppressor : DiagnosticSuppressor
{
    private const string Why = "The host calls StopAsync, which disposes what this hosted service owns";

    private static readonly SuppressionDescriptor s_type = new("SHUTSuppress-CA1001", "CA1001", Why);
    private static readonly SuppressionDescriptor s_field = new("SHUTSuppress-CA2213", "CA2213", Why);

    /// <inheritdoc />
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [s_type, s_field];

    /// <inheritdoc />
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
            if (IsAnswered(diagnostic, context))
                context.ReportSuppression(Suppression.Create(diagnostic.Id == s_type.SuppressedDiagnosticId ? s_type : s_field, diagnostic));
    }

    private static bool IsAnswered(Diagnostic diagnostic, SuppressionAnalysisContext context)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
            return false;

        var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
        var model = context.GetSemanticModel(tree);
        return model.GetDeclaredSymbol(node, context.CancellationToken) switch
        {
            IFieldSymbol field => IsDisposedAtStop(field, context),
            INamedTypeSymbol type => OwnedFields(type, context).ToList() is { Count: > 0 } fields && fields.TrueForAll(field => IsDisposedAtStop(field, context)),
            _ => false,
        };
    }

    /// <summary>The fields for which CA1001 asks: disposable, and given what the type itself makes.</summary>
    private static IEnumerable<IFieldSymbol> OwnedFields(INamedTypeSymbol type, SuppressionAnalysisContext context)
    {
        var disposable = context.Compilation.GetSpecialType(SpecialType.System_IDisposable);
        return type.GetMembers().OfType<IFieldSymbol>().Where(field =>
            !field.IsStatic && field.Type.IsA(disposable)
            && Stored.In(field, context.Compilation, context.CancellationToken).IsCreatedByItsType(static source => source.Syntax is BaseObjectCreationExpressionSyntax));
    }

    private static bool IsDisposedAtStop(IFieldSymbol field, SuppressionAnalysisContext context)
    {
        var (type, cancel) = (field.ContainingType, context.CancellationToken);
        if (!type.IsA(FrameworkTypes.Of(context.Compilation).IHostedService))
            return false;

        var body = new TypeBody(type, cancel);
        var atStop = body.ReachedFrom(body.Nodes.Where(static node => node is MethodDeclarationSyntax { Identifier.ValueText: "StopAsync" }));
        return Stored.In(field, context.Compilation, cancel).Uses.Any(use => use.Disposes() && use.Syntax.AncestorsAndSelf().Any(atStop.Contains));
    }
}
