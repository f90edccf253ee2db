using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.Timers;

/// <summary>What has to be edited so that a type keeps in a field what a local or nobody keeps now, and disposes it.</summary>
internal sealed record TimerField(string Title, ImmutableArray<(SyntaxTree Tree, TextChange Change)> Edits)
{
    /// <summary>Null if there is no instance that could keep it, or if its type leaves no clear place to dispose it.</summary>
    public static TimerField? For(StatementSyntax statement, ExpressionSyntax made, SemanticModel model, CancellationToken cancellation)
    {
        var member = statement.FirstAncestorOrSelf<MemberDeclarationSyntax>(static node => node is not GlobalStatementSyntax);
        if (member?.Parent is not (ClassDeclarationSyntax or RecordDeclarationSyntax) || member.Parent is not TypeDeclarationSyntax type
            || member.Modifiers.Any(SyntaxKind.StaticKeyword) || statement.Ancestors().TakeWhile(node => node != member).Any(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            || model.GetTypeInfo(made, cancellation).Type is not { } kind)
            return null;

        var name = type.SyntaxTree.FreeName("_timer");
        var isNullable = (model.GetNullableContext(statement.SpanStart) & NullableContext.AnnotationsEnabled) != 0;
        var field = $"private {kind.WithNullableAnnotation(NullableAnnotation.None).ToMinimalDisplayString(model, member.SpanStart)}{(isNullable ? "?" : "")} {name};";
        TextChange[] changes = [TypeEdit.AddField(type, field, Layout.Of(type)), .. Keep(statement, made, name)];
        return Disposed(name, type, changes, model, cancellation) is { } edits ? new("Keep the timer in a field and dispose it", edits) : null;
    }

    /// <summary>The field takes the local's place, wherever the body names it.</summary>
    private static IEnumerable<TextChange> Keep(StatementSyntax statement, ExpressionSyntax made, string field)
    {
        yield return new(TextSpan.FromBounds(statement.SpanStart, made.SpanStart), $"{field} = ");
        if (made.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var local } })
            yield break;

        foreach (var use in statement.Parent!.DescendantNodes().OfType<IdentifierNameSyntax>())
            if (use.Identifier.ValueText == local && use.SpanStart > statement.Span.End && !(use.Parent is MemberAccessExpressionSyntax access && access.Name == use))
                yield return new(use.Span, field);
    }

    /// <summary>The changes together with those that dispose the field, which is there only once they are made.</summary>
    private static ImmutableArray<(SyntaxTree, TextChange)>? Disposed(string field, TypeDeclarationSyntax type, TextChange[] changes, SemanticModel model, CancellationToken cancellation)
    {
        var before = type.SyntaxTree;
        var kept = before.GetText(cancellation).WithChanges(changes.OrderBy(static change => change.Span.Start));
        var after = before.WithChangedText(kept);
        var declaration = after.GetRoot(cancellation).DescendantNodes().OfType<VariableDeclaratorSyntax>().First(variable => variable.Identifier.ValueText == field);
        var changed = model.Compilation.ReplaceSyntaxTree(before, after).GetSemanticModel(after);
        if (changed.GetDeclaredSymbol(declaration, cancellation) is not { } timer || TimerDisposal.For(timer, declaration, changed, cancellation) is not { } disposal)
            return null;

        var here = disposal.Edits.Where(edit => edit.Tree == after).Select(static edit => edit.Change).OrderBy(static change => change.Span.Start);
        return [.. kept.WithChanges(here).GetTextChanges(before.GetText(cancellation)).Select(change => (before, change)), .. disposal.Edits.Where(edit => edit.Tree != after)];
    }
}
