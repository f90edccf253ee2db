using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>The project in this process, warm, as an editor or a build server holds it.</summary>
internal sealed class EditorRun
{
    private const int WarmUps = 20; // Until the methods that an edit needs are compiled.

    private readonly CSharpCommandLineArguments _project;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly ImmutableArray<(string Path, SourceText Text)> _sources;

    public EditorRun(CapturedProject project)
    {
        _project = CSharpCommandLineParser.Default.Parse(project.Arguments.Concat(project.GeneratedSources).Select(static argument => argument.Replace("\"", "")), project.Folder, sdkDirectory: null);
        _references = [.. _project.MetadataReferences.Select(static reference => MetadataReference.CreateFromFile(reference.Reference))];
        _sources = [.. _project.SourceFiles.Select(static file => (file.Path, SourceText.From(File.ReadAllText(file.Path))))];
    }

    /// <summary>Everything a build reports, the compiler's diagnostics included, with no tree, symbol or fact known before.</summary>
    public async Task<TimeSpan> MeasureAllAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellation)
    {
        var compilation = Parse();
        GC.Collect();
        var before = ProcessorTime.Used;
        await AllAsync(compilation, analyzers, cancellation);
        return ProcessorTime.Used - before;
    }

    /// <summary>What the analyzers' own callbacks take, by the driver's clock, with no tree, symbol or fact known before.</summary>
    public async Task<TimeSpan> CallbacksAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellation)
    {
        var options = new CompilationWithAnalyzersOptions(new([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var result = await Parse().WithAnalyzers(analyzers, options).GetAnalysisResultAsync(cancellation);

        var total = result.AnalyzerTelemetryInfo.Values.Aggregate(TimeSpan.Zero, static (sum, telemetry) => sum + telemetry.ExecutionTime);
        return total > TimeSpan.Zero ? total : throw new InvalidOperationException("The driver has measured no time in the callbacks.");
    }

    /// <summary>
    /// After each of some edits of one service, and for each subject in turn: what its own file, and what the entry point's file, which
    /// did not change, cost to show again. All have seen the whole project before.
    /// </summary>
    public async Task<IReadOnlyList<(TimeSpan Edited, TimeSpan EntryPoint)>[]> MeasureEditsAsync(
        IReadOnlyList<ImmutableArray<DiagnosticAnalyzer>> subjects, int edits, CancellationToken cancellation)
    {
        var compilation = Parse();
        await AllAsync(compilation, [.. subjects.SelectMany(static analyzers => analyzers)], cancellation);

        var service = TreeOf(compilation, "OrderService9.cs");
        var entryPoint = TreeOf(compilation, "Program.cs");
        var measured = subjects.Select(static _ => new List<(TimeSpan, TimeSpan)>()).ToArray();
        for (var edit = -WarmUps; edit < edits; edit++)
        {
            var text = await service.GetTextAsync(cancellation);
            var edited = service.WithChangedText(text.WithChanges(new TextChange(new(text.Length, 0), $"// {edit}\n")));
            compilation = compilation.ReplaceSyntaxTree(service, edited);
            service = edited;

            for (var i = 0; i < subjects.Count; i++)
            {
                var asNew = compilation.Clone(); // Nothing is bound that another subject's turn has bound.
                var cost = (await ShowAsync(asNew, service, subjects[i], cancellation), await ShowAsync(asNew, entryPoint, subjects[i], cancellation));
                if (edit >= 0)
                    measured[i].Add(cost);
            }
        }

        return [.. measured];
    }

    private static async Task<TimeSpan> ShowAsync(Compilation compilation, SyntaxTree tree, ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellation)
    {
        var before = ProcessorTime.Used;
        var model = compilation.GetSemanticModel(tree);
        _ = model.GetDiagnostics(cancellationToken: cancellation);
        if (!analyzers.IsEmpty)
        {
            var driver = compilation.WithAnalyzers(analyzers);
            await driver.GetAnalyzerSyntaxDiagnosticsAsync(tree, cancellation);
            await driver.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, cancellation);
        }

        return ProcessorTime.Used - before;
    }

    private static async Task AllAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellation)
    {
        if (analyzers.IsEmpty)
            compilation.GetDiagnostics(cancellation);
        else
            await compilation.WithAnalyzers(analyzers).GetAllDiagnosticsAsync(cancellation);
    }

    private static SyntaxTree TreeOf(Compilation compilation, string file) =>
        compilation.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == file);

    // The compiler this project references may be older than the SDK's and not know the SDK's own language version by number.
    private CSharpCompilation Parse() =>
        CSharpCompilation.Create(
            "Shop",
            _sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, _project.ParseOptions.WithLanguageVersion(LanguageVersion.Preview), source.Path)),
            _references,
            _project.CompilationOptions);
}
