using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Verifier;

/// <summary>The fix the verifier is tried with: <c>Bad</c> becomes <c>Good</c>, the second action makes it <c>Fine</c>.</summary>
internal class BadNameFix : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds => ["TEST1"];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var name in Names)
            context.RegisterCodeFix(
                CodeAction.Create($"Call it {name}", cancellation => FixAsync(context.Document, context.Span, name, cancellation), KeyOf(name)),
                context.Diagnostics);
        return Task.CompletedTask;
    }

    protected virtual ImmutableArray<string> Names => ["Good", "Fine"];

    protected virtual string? KeyOf(string name) => name;

    protected virtual async Task<Solution> FixAsync(Document document, TextSpan span, string name, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation))!;
        var old = root.FindToken(span.Start);
        var renamed = SyntaxFactory.Identifier(name + old.ValueText["Bad".Length..]).WithTriviaFrom(old);
        return document.WithSyntaxRoot(root.ReplaceToken(old, renamed)).Project.Solution;
    }
}

/// <summary>Writes into a file that is no source: what the batch fixer drops.</summary>
internal sealed class AdditionalFileFix : BadNameFix
{
    protected override async Task<Solution> FixAsync(Document document, TextSpan span, string name, CancellationToken cancellation)
    {
        var solution = await base.FixAsync(document, span, name, cancellation);
        var note = document.Project.AdditionalDocuments.Single().Id;
        return solution.WithAdditionalDocumentText(note, SourceText.From("fixed"));
    }
}

internal sealed class KeylessFix : BadNameFix
{
    protected override string? KeyOf(string name) => null;
}

/// <summary>Leaves the name as bad as it was.</summary>
internal sealed class EndlessFix : BadNameFix
{
    protected override ImmutableArray<string> Names => ["BadBad"];
}

/// <summary>Loses the space before the name, which a tree does not notice and its text does.</summary>
internal sealed class SpaceLosingFix : BadNameFix
{
    protected override async Task<Solution> FixAsync(Document document, TextSpan span, string name, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation))!;
        var keyword = root.FindToken(span.Start).GetPreviousToken();
        return document.WithSyntaxRoot(root.ReplaceToken(keyword, keyword.WithTrailingTrivia())).Project.Solution;
    }
}
