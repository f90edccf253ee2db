using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// A test of a code fix: from <see cref="AnalyzerTest{TVerifier}.TestState"/> it leads to <see cref="FixedState"/>, applied one
/// by one and as FixAll in the document, the project and the solution; what it leaves compiles and has no diagnostic it promised to remove.
/// </summary>
public abstract class CodeFixTest<TVerifier> : AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    protected CodeFixTest() => (FixedState, BatchFixedState) = (NewState(), NewState());

    /// <summary>What the fix leaves. What it does not say is as before the fix.</summary>
    public SolutionState FixedState { get; }

    /// <summary>What FixAll leaves, if that differs from <see cref="FixedState"/>.</summary>
    public SolutionState BatchFixedState { get; }

    /// <summary>Adds a source file to <see cref="FixedState"/>. The same text as before says that no fix is offered.</summary>
    public string FixedCode
    {
        set => FixedState.Sources.Add(value);
    }

    public string BatchFixedCode
    {
        set => BatchFixedState.Sources.Add(value);
    }

    /// <summary>Which of the offered actions to take, the first if not said.</summary>
    public int? CodeActionIndex { get; set; }

    public string? CodeActionEquivalenceKey { get; set; }

    /// <summary>Looks at each action that is taken, such as at its title.</summary>
    public Action<CodeAction, IVerifier>? CodeActionVerifier { get; set; }

    /// <summary>How often the fix is applied one by one: exactly, or at most if negative. If not said, at most once a diagnostic.</summary>
    public int? NumberOfIncrementalIterations { get; set; }

    /// <summary>How often FixAll is applied: exactly, or at most if negative. If not said, once.</summary>
    public int? NumberOfFixAllIterations { get; set; }

    public int? NumberOfFixAllInDocumentIterations { get; set; }

    public int? NumberOfFixAllInProjectIterations { get; set; }

    public CodeFixTestBehaviors CodeFixTestBehaviors { get; set; }

    private protected sealed override IReadOnlySet<string> FixableIds =>
        GetCodeFixProviders().SelectMany(static provider => provider.FixableDiagnosticIds).ToImmutableHashSet();

    protected abstract IEnumerable<CodeFixProvider> GetCodeFixProviders();

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        var verifier = new TVerifier();
        var fixedMarkup = FixedState.WithInheritedValuesApplied(TestState, FixableIds);
        var test = Processed(TestState);
        var @fixed = Processed(fixedMarkup);
        var batch = Processed(BatchFixedState.WithInheritedValuesApplied(fixedMarkup, FixableIds));

        await VerifyDiagnosticsAsync(test, verifier.PushContext("Diagnostics of test state"), cancellationToken);
        if (!FixedState.SaysAnything && !BatchFixedState.SaysAnything)
            return;

        await VerifyDiagnosticsAsync(@fixed, verifier.PushContext("Diagnostics of fixed state"), cancellationToken);
        if (!batch.HasTheFilesOf(@fixed))
            await VerifyDiagnosticsAsync(batch, verifier.PushContext("Diagnostics of batch fixed state"), cancellationToken);

        await VerifyFixAsync(test, @fixed, verifier.PushContext("Iterative code fix application"), cancellationToken);
        await VerifyFixAllAsync(test, batch, FixAllScope.Document, CodeFixTestBehaviors.SkipFixAllInDocumentCheck, NumberOfFixAllInDocumentIterations, cancellationToken);
        await VerifyFixAllAsync(test, batch, FixAllScope.Project, CodeFixTestBehaviors.SkipFixAllInProjectCheck, NumberOfFixAllInProjectIterations, cancellationToken);
        await VerifyFixAllAsync(test, batch, FixAllScope.Solution, CodeFixTestBehaviors.SkipFixAllInSolutionCheck, null, cancellationToken);
    }

    private async Task VerifyFixAsync(SolutionState before, SolutionState after, IVerifier verifier, CancellationToken cancellationToken)
    {
        var fixable = before.ExpectedDiagnostics.Count(result => FixableIds.Contains(result.Id));
        var allowed = NumberOfIncrementalIterations ?? (before.HasTheFilesOf(after) ? 0 : -fixable);
        var loop = Loop(verifier, cancellationToken);
        var solution = await CreateSolutionAsync(before, cancellationToken);

        var (actual, iterations) = CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne)
            ? await loop.OneByOneAsync(solution, atMost: 1)
            : await loop.OneByOneAsync(solution);
        await VerifyAsync(after, actual, iterations, allowed, verifier, cancellationToken);
    }

    private async Task VerifyFixAllAsync(SolutionState before, SolutionState after, FixAllScope scope, CodeFixTestBehaviors skip, int? iterationsInScope, CancellationToken cancellationToken)
    {
        if (CodeFixTestBehaviors.HasFlag(skip) || CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne))
            return;

        var verifier = new TVerifier().PushContext($"Fix all in {scope.ToString().ToLowerInvariant()}");
        var allowed = iterationsInScope ?? NumberOfFixAllIterations ?? (before.HasTheFilesOf(after) ? 0 : -Containers(before, scope));
        var (actual, iterations) = await Loop(verifier, cancellationToken).FixAllAsync(await CreateSolutionAsync(before, cancellationToken), scope);
        await VerifyAsync(after, actual, iterations, allowed, verifier, cancellationToken);
    }

    // FixAll in a document or project has to be asked for once in each that has a diagnostic.
    private int Containers(SolutionState state, FixAllScope scope) => scope switch
    {
        FixAllScope.Document => state.ExpectedDiagnostics.Where(result => FixableIds.Contains(result.Id) && result.HasLocation).Select(static result => result.Spans[0].Span.Path).Distinct().Count(),
        FixAllScope.Project => state.Projects.Count(),
        _ => 1,
    };

    private async Task VerifyAsync(SolutionState expected, Solution actual, int iterations, int allowed, IVerifier verifier, CancellationToken cancellationToken)
    {
        // First the files: their difference says more than a number.
        await SolutionComparison.VerifyAsync(await CreateSolutionAsync(expected, cancellationToken), actual, verifier, cancellationToken);
        verifier.True(
            allowed < 0 ? iterations <= -allowed : iterations == allowed,
            $"Expected {(allowed < 0 ? $"at most {-allowed}" : allowed)} iterations, but it took {iterations}.");
    }

    private FixLoop Loop(IVerifier verifier, CancellationToken cancellationToken)
    {
        var diagnostics = new FixableDiagnostics(async (project, token) => InSourceOrder(await (await AnalyzeAsync(project, token)).BuildAsync(token)));
        var fixes = new OfferedFixes([.. GetCodeFixProviders()], CodeActionIndex, CodeActionEquivalenceKey, CodeActionVerifier, verifier);
        return new(diagnostics, fixes, verifier, cancellationToken);
    }
}
