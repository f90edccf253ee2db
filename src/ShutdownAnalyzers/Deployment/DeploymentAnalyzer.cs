using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Deployment;

/// <summary>
/// The base of the rules about deployment files. A build reports in the file. Where there is somebody to fix it, in an editor and in
/// <c>dotnet format</c>, neither of which offers a fix outside of C#, the same finding stands at the app's run call.
/// </summary>
public abstract class DeploymentAnalyzer : ShutdownAnalyzer
{
    private readonly DiagnosticDescriptor _rule;

    private protected DeploymentAnalyzer(DiagnosticDescriptor rule) : base(rule) => _rule = rule;

    private protected sealed override bool CanOccur(FrameworkTypes types) => true;

    private protected sealed override void Analyze(CompilationStartAnalysisContext start, FrameworkTypes types)
    {
        if (!start.Options.AdditionalFiles.Any(DeploymentFile.IsKnown))
            return;

        if (Options.DeploymentFindingsAtRunCall.In(start.Options))
            start.RegisterSemanticModelAction(ReportAtRunCall);
        else
            start.RegisterAdditionalFileAction(ReportInFile);
    }

    /// <summary>What is wrong with the way the file runs the app.</summary>
    private protected abstract IEnumerable<Finding> Look(DeploymentFile file, DeployedApp app);

    private void ReportInFile(AdditionalFileAnalysisContext context)
    {
        if (!DeploymentFile.IsKnown(context.AdditionalFile) || DeployedApp.Of(context.Compilation, context.Options, context.CancellationToken) is not { } app)
            return;

        foreach (var (file, finding) in FindingsIn(context.AdditionalFile, app, context.CancellationToken))
            context.ReportDiagnostic(Diagnose(finding, finding.Subject, file.LocationOf(finding.Span), []));
    }

    private void ReportAtRunCall(SemanticModelAnalysisContext context)
    {
        var (compilation, tree, cancel) = (context.SemanticModel.Compilation, context.SemanticModel.SyntaxTree, context.CancellationToken);
        if (!RunCall.MayBeIn(tree, compilation, cancel) || RunCall.Of(compilation, cancel) is not { } run || run.Name.SyntaxTree != tree)
            return;

        if (DeployedApp.Of(compilation, context.Options, cancel) is not { } app)
            return;

        foreach (var (file, finding) in context.Options.AdditionalFiles.SelectMany(additional => FindingsIn(additional, app, cancel)))
            context.ReportDiagnostic(Diagnose(finding, $"{finding.Subject} in {file.Name}{Place(file, finding)}", run.Name.GetLocation(), [file.LocationOf(finding.Span)]));
    }

    private IEnumerable<(DeploymentFile File, Finding Finding)> FindingsIn(AdditionalText additional, DeployedApp app, CancellationToken cancel)
    {
        if (DeploymentFile.Of(additional, cancel) is not { } file)
            return [];

        var findings = Look(file, app).ToList();
        return findings.Count == 0 || file.Ignores(_rule.Id) ? [] : findings.Select(finding => (file, finding));
    }

    private Diagnostic Diagnose(Finding finding, string subject, Location location, ImmutableArray<Location> places) =>
        Diagnostic.Create(
            _rule,
            location,
            finding.IsSuggestion ? DiagnosticSeverity.Info : _rule.DefaultSeverity,
            places,
            finding.Repair?.ToProperties(),
            subject,
            finding.Statement);

    private static string Place(DeploymentFile file, Finding finding)
    {
        var position = file.PositionOf(finding.Span.Start);
        return $"({position.Line + 1},{position.Character + 1})";
    }
}
