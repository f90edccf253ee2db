using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT202: moves the drain in front of the first middleware that may not come before it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DrainNotOutermostFix))]
[Shared]
public sealed class DrainNotOutermostFix() : EditFix("SHUT202")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var drain = new Mention(faulty.Node.GetFirstToken(), faulty.Model.Compilation);
        if (drain.Call is not { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } call
            || DrainNotOutermostAnalyzer.FirstBefore(drain, faulty.Cancel) is not { } outer
            || Move(call, receiver, outer, FrameworkTypes.Of(faulty.Model.Compilation)) is not { } changes)
            return null;

        return SolutionEdit.Of(faulty.Project.Solution, "Move the drain first", changes.Select(change => (call.SyntaxTree, change)));
    }

    private static TextChange[]? Move(InvocationExpressionSyntax drain, ExpressionSyntax receiver, Middleware outer, FrameworkTypes types)
    {
        if (drain.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || outer.Name.BesideOf(statement) is not { } outerStatement)
            return MoveInChain(drain, receiver, outer, types);

        if (outerStatement == statement)
            return MoveInChain(drain, receiver, outer, types);

        return drain.Parent == statement && receiver is not InvocationExpressionSyntax
            ? Statements.Move(statement, outerStatement)
            : [Statements.Before(outerStatement, $"{StartOf(receiver)}.{drain.MethodName()}();"), Remove(drain, receiver)];
    }

    /// <summary>As the link before the other one, line break and indentation included.</summary>
    private static TextChange[]? MoveInChain(InvocationExpressionSyntax drain, ExpressionSyntax receiver, Middleware outer, FrameworkTypes types)
    {
        var removal = Remove(drain, receiver);
        var link = drain.SyntaxTree.GetText().ToString(removal.Span);
        return outer.Method.ReceiverType.Is(types.IApplicationBuilder) && outer.Name.Parent is MemberAccessExpressionSyntax { Expression: var outerReceiver } && receiver.Span.Contains(outer.Name.Span)
            ? [new(new(outerReceiver.Span.End, 0), link), removal]
            : null;
    }

    private static TextChange Remove(InvocationExpressionSyntax drain, ExpressionSyntax receiver) =>
        new(TextSpan.FromBounds(receiver.Span.End, drain.Span.End), "");

    private static ExpressionSyntax StartOf(ExpressionSyntax chain) =>
        chain is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } ? StartOf(receiver) : chain;
}
