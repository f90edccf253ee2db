using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT407: lets the token end the wait, and catches its cancellation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopUnboundedFix)), Shared]
public sealed class StopUnboundedFix() : EditFix("SHUT407")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var (model, cancel) = (faulty.Model, faulty.Cancel);
        if (faulty.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || StopCode.At(new(declaration.Identifier, model.Compilation), FrameworkTypes.Of(model.Compilation), cancel) is not { } stop
            || stop.Waits.FirstOrDefault(wait => (wait.CalledName ?? wait.For.Syntax).Span.Contains(faulty.Node.SpanStart)) is not { } wait
            || Bound(wait, declaration.ParameterList.Parameters[0].Identifier.Text) is not { } bound)
            return null;

        var changes = stop.CatchesCancellation(wait.Place.Syntax) ? [bound] : InAttempt(wait, bound, declaration);
        return changes is null
            ? null
            : SolutionEdit.Of(
                faulty.Project.Solution,
                "Give up waiting when the time to stop is up",
                changes.Concat(model.Import(declaration.SpanStart, ["System"], cancel)).Select(change => (model.SyntaxTree, change)));
    }

    /// <summary>The change that lets the token end the wait; null if the wait takes none.</summary>
    private static TextChange? Bound(Wait wait, string token) => wait switch
    {
        { Place: IPropertyReferenceOperation } => null, // ".Result" would throw the cancellation in an AggregateException.
        { Call: { } call } when call.OmittedToken(FrameworkTypes.Of(call.SemanticModel!.Compilation)) is { } parameter =>
            call.Syntax is InvocationExpressionSyntax syntax && !call.Arguments.Any(static argument => argument.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection)
                ? Arguments.Add(syntax, call, parameter, token)
                : null,
        { Place: IInvocationOperation { TargetMethod.Name: "Wait", Syntax: InvocationExpressionSyntax { ArgumentList: var arguments } } } => new(new(arguments.OpenParenToken.Span.End, 0), token),
        { Blocks: true, Call: not null } => null,
        { For: { Type.Name: var type, Syntax: ExpressionSyntax task } } => new(new((task.Parent as PostfixUnaryExpressionSyntax ?? task).Span.End, 0), $"{(type == "ValueTask" ? ".AsTask()" : "")}.WaitAsync({token})"),
        _ => null,
    };

    private static IEnumerable<TextChange>? InAttempt(Wait wait, TextChange bound, MethodDeclarationSyntax stop)
    {
        var place = wait.Place.Syntax;
        if (place.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax statement)
            return GivenUpStop.Attempt(statement, Changed(statement, bound), stop) is { } attempt ? [Statements.Replace(statement, attempt)] : null;

        // A task that is handed back: the method has to await it itself.
        if (wait.Place is not IReturnOperation || GivenUpStop.Attempt(stop, $"await {Changed((ExpressionSyntax)wait.For.Syntax, bound)};", stop) is not { } awaited)
            return null;

        TextChange makeAsync = new(new(stop.ReturnType.SpanStart, 0), "async ");
        if (stop.ExpressionBody is not null)
            return BodyEdit.MakeBlock(stop, awaited, Layout.Around(stop)) is { } block ? [makeAsync, block] : null;

        return stop.Body!.NodesOfFunction().OfType<ReturnStatementSyntax>().Count() == 1 && stop.Body!.Statements.Last() is ReturnStatementSyntax only
            ? [makeAsync, Statements.Replace(only, awaited)]
            : null;
    }

    private static string Changed(SyntaxNode code, TextChange change) =>
        code.ToString().Insert(change.Span.Start - code.SpanStart, change.NewText!);
}
