using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShutdownAnalyzers.Deployment;

/// <summary>
/// The base of the fixes of deployment files. The rule has read the file and says what would mend it; the finding stands at the
/// app's run call, and its additional location is the place in the file.
/// </summary>
public abstract class DeploymentFix : CodeFixProvider
{
    private protected DeploymentFix(string rule) => FixableDiagnosticIds = [rule];

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => DeploymentFixAll.Instance;

    /// <inheritdoc />
    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (FileRepair.From(diagnostic) is not { } repair)
                continue;

            var title = $"{repair.Title} in {Path.GetFileName(repair.File)}";
            context.RegisterCodeFix(CodeAction.Create(title, cancel => solution.WithRepairsAsync([repair], cancel), diagnostic.Id), diagnostic);
        }

        return Task.CompletedTask;
    }
}
