using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT301: disposes the timer where its type ends, or makes the type disposable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TimerNeverDisposedFix)), Shared]
public sealed class TimerNeverDisposedFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => ["SHUT301"];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => new OneByOneFixAll(EditAsync);

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            var place = new Place(context.Document.Id, diagnostic.Location.SourceSpan.Start);
            if (await EditAsync(solution, place, context.CancellationToken).ConfigureAwait(false) is { } edit)
                context.RegisterCodeFix(
                    CodeAction.Create(edit.Title, cancellation => edit.ApplyToAsync(solution, cancellation), nameof(TimerNeverDisposedFix)),
                    diagnostic);
        }
    }

    private static async Task<SolutionEdit?> EditAsync(Solution solution, Place place, CancellationToken cancellation)
    {
        if (solution.GetDocument(place.Document) is not { } document
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
            return null;

        var declaration = root.FindToken(place.Position).Parent?.FirstAncestorOrSelf<SyntaxNode>(static node => node is VariableDeclaratorSyntax or PropertyDeclarationSyntax);
        return declaration is not null && model.GetDeclaredSymbol(declaration, cancellation) is { } timer && TimerDisposal.For(timer, declaration, model, cancellation) is { } disposal
            ? SolutionEdit.Of(solution, disposal.Title, disposal.Edits)
            : null;
    }
}
