using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Runs analyzers over one project: as the build does, and as the editor does. An analyzer that throws fails the run.</summary>
internal sealed class ProjectAnalysis
{
    private readonly Compilation _compilation;
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private readonly AnalyzerOptions _options;

    private ProjectAnalysis(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options) =>
        (_compilation, _analyzers, _options) = (compilation, analyzers, options);

    public static async Task<ProjectAnalysis> OfAsync(Project project, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options, CancellationToken cancellationToken) =>
        new((await project.GetCompilationAsync(cancellationToken))!, analyzers, options);

    public ImmutableArray<Diagnostic> CompilerDiagnostics(CompilerDiagnostics included, CancellationToken cancellationToken)
    {
        var least = included switch
        {
            Testing.CompilerDiagnostics.Errors => DiagnosticSeverity.Error,
            Testing.CompilerDiagnostics.Warnings => DiagnosticSeverity.Warning,
            Testing.CompilerDiagnostics.Suggestions => DiagnosticSeverity.Info,
            _ => DiagnosticSeverity.Hidden,
        };
        return included == Testing.CompilerDiagnostics.None
            ? []
            : [.. _compilation.GetDiagnostics(cancellationToken).Where(diagnostic => diagnostic.Severity >= least && !diagnostic.IsSuppressed)];
    }

    /// <summary>What a build reports.</summary>
    public Task<ImmutableArray<Diagnostic>> BuildAsync(CancellationToken cancellationToken) =>
        RunAsync(driver => driver.GetAnalyzerDiagnosticsAsync(cancellationToken));

    /// <summary>What a build reports that no editor shows, because it belongs to no file that is being analysed.</summary>
    public Task<ImmutableArray<Diagnostic>> NonLocalAsync(CancellationToken cancellationToken) =>
        RunAsync(async driver => [.. (await driver.GetAnalysisResultAsync(cancellationToken)).CompilationDiagnostics.Values.SelectMany(static diagnostics => diagnostics)]);

    /// <summary>What an editor shows: each file asked for on its own, so that none can rely on another one having been analysed before.</summary>
    public async Task<ImmutableArray<Diagnostic>> EditorAsync(CancellationToken cancellationToken)
    {
        var shown = new List<Diagnostic>();
        foreach (var tree in _compilation.SyntaxTrees)
        {
            shown.AddRange(await RunAsync(driver => driver.GetAnalyzerSyntaxDiagnosticsAsync(tree, cancellationToken)));
            shown.AddRange(await RunAsync(driver => driver.GetAnalyzerSemanticDiagnosticsAsync(_compilation.GetSemanticModel(tree), null, cancellationToken)));
        }

        foreach (var file in _options.AdditionalFiles)
            shown.AddRange(await RunAsync(async driver => (await driver.GetAnalysisResultAsync(file, cancellationToken)).GetAllDiagnostics()));
        return [.. shown];
    }

    private async Task<ImmutableArray<Diagnostic>> RunAsync(Func<CompilationWithAnalyzers, Task<ImmutableArray<Diagnostic>>> ask)
    {
        if (_analyzers.IsEmpty)
            return [];

        ExceptionDispatchInfo? thrown = null;
        var options = new CompilationWithAnalyzersOptions(
            _options,
            onAnalyzerException: (exception, _, _) => thrown ??= ExceptionDispatchInfo.Capture(exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var diagnostics = await ask(_compilation.WithAnalyzers(_analyzers, options));

        thrown?.Throw();
        return diagnostics;
    }
}
