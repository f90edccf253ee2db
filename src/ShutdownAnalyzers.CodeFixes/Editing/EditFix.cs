using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShutdownAnalyzers.Editing;

/// <summary>The base of the fixes that mend one place: each says which <see cref="SolutionEdit"/> that takes, and which one would do instead.</summary>
public abstract class EditFix : CodeFixProvider
{
    private protected EditFix(params string[] rules) => FixableDiagnosticIds = [.. rules];

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => new OneByOneFixAll(EditAsync);

    /// <summary>What each way is known by, the best one first: <c>dotnet format</c> takes no other.</summary>
    private string[] Ways => [GetType().Name, AlternativeWay];

    private string AlternativeWay => $"{GetType().Name}.{nameof(Alternative)}";

    /// <summary>Offers the fix only if it can be done whole: nothing is left half-written.</summary>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            var place = new Place(context.Document.Id, diagnostic.Location.SourceSpan.Start);
            foreach (var way in Ways)
                if (await EditAsync(solution, place, way, context.CancellationToken).ConfigureAwait(false) is { } edit)
                    context.RegisterCodeFix(CodeAction.Create(edit.Title, cancel => edit.ApplyToAsync(solution, cancel), way), diagnostic);
        }
    }

    /// <returns>null if the fault can't be mended without a human.</returns>
    private protected abstract SolutionEdit? Edit(Faulty faulty);

    /// <returns>null if there is no other way.</returns>
    private protected virtual SolutionEdit? Alternative(Faulty faulty) => null;

    private async Task<SolutionEdit?> EditAsync(Solution solution, Place place, string? way, CancellationToken cancel)
    {
        if (solution.GetDocument(place.Document) is not { } document
            || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model
            || await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root
            || root.FindToken(place.Position).Parent is not { } node)
            return null;

        var faulty = new Faulty(node, model, document.Project, cancel);
        var edit = way == AlternativeWay ? Alternative(faulty) : Edit(faulty);
        return edit is null || await edit.CanBeAppliedToAsync(solution, cancel).ConfigureAwait(false) ? edit : null;
    }
}

/// <summary>The place that a rule reported: the innermost node there, what it means, and the project it is in.</summary>
internal readonly record struct Faulty(SyntaxNode Node, SemanticModel Model, Project Project, CancellationToken Cancel);
