using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.ProjectFiles;

namespace ShutdownAnalyzers.Hosting;

/// <summary>
/// Fixes one app after the other. The batch fixer of Roslyn can't be used: it drops changes to additional documents,
/// and each project would add to a shared file as if it were the only one.
/// </summary>
internal sealed class AppFixAll : FixAllProvider
{
    public static readonly AppFixAll Instance = new();

    private AppFixAll()
    {
    }

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var diagnostics = await context.DiagnosticsInScopeAsync().ConfigureAwait(false);
        var before = context.Solution;
        var fixedSolution = await FixAsync((AppFix)context.CodeFixProvider, before, diagnostics, context.CancellationToken).ConfigureAwait(false);

        return fixedSolution == before
            ? null
            : CodeAction.Create("Fix all apps", _ => Task.FromResult(fixedSolution), context.CodeActionEquivalenceKey);
    }

    private static async Task<Solution> FixAsync(AppFix fix, Solution before, IEnumerable<Diagnostic> diagnostics, CancellationToken cancel)
    {
        var solution = before;
        foreach (var diagnostic in diagnostics)
        {
            if (before.GetDocument(diagnostic.Location.SourceTree) is not { } found || solution.GetDocument(found.Id) is not { } document)
                continue;

            if (await fix.FixAsync(document, diagnostic, cancel).ConfigureAwait(false) is { } changed)
                solution = await changed.WithSameTextInAllCopiesAsync(solution, cancel).ConfigureAwait(false);
        }

        return solution;
    }
}
