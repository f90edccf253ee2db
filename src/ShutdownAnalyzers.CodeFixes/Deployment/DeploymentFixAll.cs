using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.Deployment;

/// <summary>Makes all repairs at once: they are changes of texts that all rules have read in the same state. Roslyn's batch fixer drops changes to additional documents.</summary>
internal sealed class DeploymentFixAll : FixAllProvider
{
    public static readonly DeploymentFixAll Instance = new();

    private DeploymentFixAll()
    {
    }

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var diagnostics = await context.DiagnosticsInScopeAsync().ConfigureAwait(false);
        var repairs = diagnostics.Select(FileRepair.From).OfType<FileRepair>().ToList();
        return repairs.Count == 0
            ? null
            : CodeAction.Create("Fix all deployment files", cancel => context.Solution.WithRepairsAsync(repairs, cancel), context.CodeActionEquivalenceKey);
    }
}
