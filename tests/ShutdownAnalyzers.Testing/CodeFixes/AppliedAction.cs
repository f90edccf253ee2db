using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Applies an action the way an editor does, and reads the result back from its text as the next build will.</summary>
internal static class AppliedAction
{
    public static async Task<Solution> ApplyAsync(this CodeAction action, Solution before, IVerifier verifier, CancellationToken cancellationToken)
    {
        var operations = await action.GetOperationsAsync(cancellationToken);
        var changes = operations.OfType<ApplyChangesOperation>().ToArray();
        verifier.Equal(1, changes.Length, $"The action '{action.Title}' makes {changes.Length} sets of changes; `dotnet format` applies exactly one.");

        return await ReadBackAsync(before, changes[0].ChangedSolution, verifier, cancellationToken);
    }

    private static async Task<Solution> ReadBackAsync(Solution before, Solution after, IVerifier verifier, CancellationToken cancellationToken)
    {
        var changed = after.GetChanges(before).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments().Concat(project.GetAddedDocuments()));
        foreach (var id in changed.ToArray())
        {
            var built = (await after.GetDocument(id)!.GetSyntaxRootAsync(cancellationToken))!;
            after = after.WithDocumentText(id, await after.GetDocument(id)!.GetTextAsync(cancellationToken));
            var parsed = (await CSharpSyntaxTree.ParseText(built.ToFullString(), (CSharpParseOptions)built.SyntaxTree.Options, cancellationToken: cancellationToken).GetRootAsync(cancellationToken))!;
            verifier.True(
                SyntaxFactory.AreEquivalent(built, parsed, topLevel: false),
                $"The fix makes a tree that is not what its own text says (is a space missing?):{Environment.NewLine}{parsed.ToFullString()}");
        }

        return after;
    }
}
