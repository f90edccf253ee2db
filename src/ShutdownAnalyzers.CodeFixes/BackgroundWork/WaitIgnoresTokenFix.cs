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

/// <summary>SHUT401: gives the wait the stopping token, and makes a sleep a wait that can be given it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WaitIgnoresTokenFix)), Shared]
public sealed class WaitIgnoresTokenFix() : EditFix("SHUT401")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var (model, cancel) = (faulty.Model, faulty.Cancel);
        if ((faulty.Node as SimpleNameSyntax)?.Call() is not { } call
            || model.GetOperation(call, cancel) is not IInvocationOperation meaning
            || StoppableCode.TokenAt(call, model, cancel) is not { } token)
            return null;

        IEnumerable<TextChange> changes = meaning.OmittedToken(FrameworkTypes.Of(model.Compilation)) is { } parameter
            ? [Arguments.Add(call, meaning, parameter, token.Name)]
            : ReplaceSleep(call, token.Name, model, cancel);
        return SolutionEdit.Of(faulty.Project.Solution, $"Pass '{token.Name}'", changes.Select(change => (model.SyntaxTree, change)));
    }

    private static IEnumerable<TextChange> ReplaceSleep(InvocationExpressionSyntax sleep, string token, SemanticModel model, CancellationToken cancel)
    {
        var time = sleep.ArgumentList.Arguments.First();
        return CanAwait(sleep, model, cancel)
            ? [.. model.Import(sleep.SpanStart, ["System.Threading.Tasks"], cancel), new(sleep.Span, $"await Task.Delay({time}, {token})")]
            : [new(sleep.Span, $"{token}.WaitHandle.WaitOne({time})")];
    }

    private static bool CanAwait(SyntaxNode node, SemanticModel model, CancellationToken cancel) =>
        model.GetEnclosingSymbol(node.SpanStart, cancel) is IMethodSymbol { IsAsync: true }
        && !node.AncestorsInFunction().Any(static ancestor => ancestor is LockStatementSyntax);
}
