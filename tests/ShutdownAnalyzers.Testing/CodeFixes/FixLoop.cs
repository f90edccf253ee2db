using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Fixes a solution until nothing is offered any more: one diagnostic after the other, or with FixAll in a scope.</summary>
internal sealed class FixLoop(FixableDiagnostics diagnostics, OfferedFixes fixes, IVerifier verifier, CancellationToken cancellationToken)
{
    // A fix that never ends would otherwise hang the test.
    private const int Endless = 100;

    public Task<(Solution Fixed, int Iterations)> OneByOneAsync(Solution solution, int atMost = Endless) =>
        RunAsync(solution, atMost, fix => fix.Action.ApplyAsync(fix.Document.Project.Solution, verifier, cancellationToken));

    public Task<(Solution Fixed, int Iterations)> FixAllAsync(Solution solution, FixAllScope scope, int atMost = Endless) =>
        RunAsync(solution, atMost, fix => FixAllAsync(fix, scope));

    private async Task<(Solution Fixed, int Iterations)> RunAsync(Solution solution, int atMost, Func<OfferedFix, Task<Solution>> apply)
    {
        for (var iterations = 0; iterations < atMost; iterations++)
        {
            if (await NextAsync(solution) is not { } fix)
                return (solution, iterations);

            solution = await apply(fix);
            verifier.True(iterations < Endless - 1, $"The fix '{fix.Action.Title}' is still offered after {Endless} rounds.");
        }

        return (solution, atMost);
    }

    private async Task<OfferedFix?> NextAsync(Solution solution)
    {
        foreach (var (document, diagnostic) in await diagnostics.InAsync(solution, cancellationToken))
            if (fixes.CanFix(diagnostic) && await fixes.ChooseAsync(document, diagnostic, cancellationToken) is { } fix)
                return fix;

        return null;
    }

    private async Task<Solution> FixAllAsync(OfferedFix fix, FixAllScope scope)
    {
        var provider = fix.Provider.GetFixAllProvider();
        verifier.True(provider is not null, $"{fix.Provider.GetType().Name} has no FixAll provider.");
        verifier.True(provider.GetSupportedFixAllScopes().Contains(scope), $"The FixAll provider of {fix.Provider.GetType().Name} does not support the scope {scope}.");

        var action = await provider.GetFixAsync(Context(fix, scope));
        verifier.True(action is not null, $"FixAll in the {scope} offers nothing for '{fix.Action.Title}'.");
        return await action.ApplyAsync(fix.Document.Project.Solution, verifier, cancellationToken);
    }

    private FixAllContext Context(OfferedFix fix, FixAllScope scope)
    {
        string[] ids = [fix.Diagnostic.Id];
        return fix.Document is Document document
            ? new(document, fix.Provider, scope, fix.Action.EquivalenceKey, ids, diagnostics, cancellationToken)
            : new(fix.Document.Project, fix.Provider, scope, fix.Action.EquivalenceKey, ids, diagnostics, cancellationToken);
    }
}
