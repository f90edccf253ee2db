using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A test of analyzers: the diagnostics of <see cref="TestState"/> are exactly those expected, in the build and in the editor alike.</summary>
public abstract class AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    protected AnalyzerTest() => TestState = NewState();

    public abstract string Language { get; }

    public SolutionState TestState { get; }

    /// <summary>Adds a source file.</summary>
    public string TestCode
    {
        set => TestState.Sources.Add(value);
    }

    public List<DiagnosticResult> ExpectedDiagnostics => TestState.ExpectedDiagnostics;

    public ReferenceAssemblies ReferenceAssemblies { get; set; } = ReferenceAssemblies.Net.Net100;

    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    /// <summary>Ids of diagnostics, the compiler's or an analyzer's, that are off.</summary>
    public List<string> DisabledDiagnostics { get; } = [];

    /// <summary>What else to do to the solution; the id is that of the project under test.</summary>
    public List<Func<Solution, ProjectId, Solution>> SolutionTransforms { get; } = [];

    protected virtual string DefaultFilePathPrefix => "/0/Test";

    protected virtual string DefaultTestProjectName => "TestProject";

    protected abstract string DefaultFileExt { get; }

    /// <summary>Runs the test.</summary>
    /// <exception cref="InvalidOperationException">The test failed.</exception>
    public Task RunAsync(CancellationToken cancellationToken = default)
    {
        new TVerifier().NotEmpty("TestState.Sources", TestState.Sources);
        return RunImplAsync(cancellationToken);
    }

    protected virtual Task RunImplAsync(CancellationToken cancellationToken) =>
        VerifyDiagnosticsAsync(Processed(TestState), new TVerifier().PushContext("Diagnostics of test state"), cancellationToken);

    protected abstract IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers();

    protected abstract CompilationOptions CreateCompilationOptions();

    protected abstract ParseOptions CreateParseOptions();

    protected virtual AnalyzerOptions GetAnalyzerOptions(Project project) => project.AnalyzerOptions;

    /// <summary>The ids of the diagnostics that the test's fix removes.</summary>
    private protected virtual IReadOnlySet<string> FixableIds => ImmutableHashSet<string>.Empty;

    private protected SolutionState NewState() => new(DefaultTestProjectName, DefaultFilePathPrefix, DefaultFileExt);

    private protected SolutionState Processed(SolutionState state) =>
        ProcessedMarkup.Of(state, [.. GetDiagnosticAnalyzers().SelectMany(static analyzer => analyzer.SupportedDiagnostics)], FixableIds);

    private protected async Task<Solution> CreateSolutionAsync(SolutionState state, CancellationToken cancellationToken)
    {
        var settings = new ProjectSettings(Language, WithDisabledDiagnostics(CreateCompilationOptions()), CreateParseOptions(), ReferenceAssemblies);
        var solution = await TestSolution.CreateAsync(state, settings, cancellationToken);
        var project = solution.Projects.Single(candidate => candidate.Name == state.Name).Id;
        return SolutionTransforms.Aggregate(solution, (transformed, transform) => transform(transformed, project));
    }

    private protected async Task VerifyDiagnosticsAsync(SolutionState state, IVerifier verifier, CancellationToken cancellationToken)
    {
        var solution = await CreateSolutionAsync(state, cancellationToken);
        var reported = new List<Diagnostic>();

        foreach (var project in solution.Projects)
        {
            var analysis = await AnalyzeAsync(project, cancellationToken);
            var build = await analysis.BuildAsync(cancellationToken);
            await EditorParity.VerifyAsync(analysis, build, verifier, cancellationToken);

            reported.AddRange(build);
            reported.AddRange(analysis.CompilerDiagnostics(CompilerDiagnostics, cancellationToken));
        }

        DiagnosticComparison.Verify(state.ExpectedDiagnostics, InSourceOrder(reported), verifier);
    }

    private protected Task<ProjectAnalysis> AnalyzeAsync(Project project, CancellationToken cancellationToken) =>
        ProjectAnalysis.OfAsync(project, [.. GetDiagnosticAnalyzers()], GetAnalyzerOptions(project), cancellationToken);

    private protected static ImmutableArray<Diagnostic> InSourceOrder(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics
            .OrderBy(static diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal),
    ];

    private CompilationOptions WithDisabledDiagnostics(CompilationOptions options) =>
        options.WithSpecificDiagnosticOptions(options.SpecificDiagnosticOptions.SetItems(DisabledDiagnostics.Select(static id => KeyValuePair.Create(id, ReportDiagnostic.Suppress))));
}
