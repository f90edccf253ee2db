using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What the light bulb offers for a diagnostic, and which of it a test takes.</summary>
internal sealed class OfferedFixes(ImmutableArray<CodeFixProvider> providers, int? index, string? equivalenceKey, Action<CodeAction, IVerifier>? check, IVerifier verifier)
{
    public bool CanFix(Diagnostic diagnostic) => providers.Any(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id));

    /// <summary>The fix the test asks for, the first if it asks for none in particular; null if it is not offered.</summary>
    public async Task<OfferedFix?> ChooseAsync(TextDocument document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var offered = await AllAsync(document, diagnostic, cancellationToken);
        if (equivalenceKey is not null)
            offered = offered.RemoveAll(fix => fix.Action.EquivalenceKey != equivalenceKey);

        var chosen = offered.ElementAtOrDefault(index ?? 0);
        if (chosen is not null)
            check?.Invoke(chosen.Action, verifier);
        return chosen;
    }

    private async Task<ImmutableArray<OfferedFix>> AllAsync(TextDocument document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var offered = ImmutableArray.CreateBuilder<OfferedFix>();
        foreach (var provider in providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            var context = new CodeFixContext(
                document,
                diagnostic,
                (action, diagnostics) => offered.AddRange(Leaves(action).Select(leaf => new OfferedFix(provider, leaf, document, diagnostics[0]))),
                cancellationToken);
            await provider.RegisterCodeFixesAsync(context);
        }

        foreach (var fix in offered)
            verifier.True(fix.Action.EquivalenceKey is not null, $"The action '{fix.Action.Title}' has no equivalence key, so no FixAll can tell it from others.");
        return offered.ToImmutable();
    }

    private static IEnumerable<CodeAction> Leaves(CodeAction action) =>
        action.NestedActions.IsEmpty ? [action] : action.NestedActions.SelectMany(Leaves);
}

internal sealed record OfferedFix(CodeFixProvider Provider, CodeAction Action, TextDocument Document, Diagnostic Diagnostic);
