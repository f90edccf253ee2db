using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT106: asks the host to stop instead of waiting for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopAwaitedFromInsideFix)), Shared]
public sealed class StopAwaitedFromInsideFix() : EditFix("SHUT106")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (faulty.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Expression: var host } } stop)
            return null;

        var request = $"{InScope.LifetimeOf(host, faulty.Model, faulty.Cancel)}.StopApplication()";
        if (Request(request, WaitFor(stop), faulty) is not { } changes)
            return null;

        var imports = faulty.Model.Import(stop.SpanStart, InScope.ImportsOf(request), faulty.Cancel);
        return SolutionEdit.Of(faulty.Project.Solution, "Ask the host to stop, without waiting", imports.Concat(changes).Select(change => (stop.SyntaxTree, change)));
    }

    private static TextChange[]? Request(string request, ExpressionSyntax wait, Faulty faulty) => wait.Parent switch
    {
        ExpressionStatementSyntax => [new(wait.Span, request)],
        ReturnStatementSyntax returned => [Statements.Replace(returned, $"{request};", "return Task.CompletedTask;")],
        LambdaExpressionSyntax lambda when Functions.ReturnsWhatItLikes(lambda, faulty.Model, faulty.Cancel) => [.. Functions.WithoutAsync(lambda), new(wait.Span, request)],
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } when Functions.IsAsync(method) => [new(wait.Span, request)],
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } => [Functions.WithBlock(method, $"{request};", "return Task.CompletedTask;")],
        _ => null,
    };

    /// <summary>The call with all that waits for it: <c>await app.StopAsync().ConfigureAwait(false)</c>, <c>app.StopAsync().Wait()</c>.</summary>
    private static ExpressionSyntax WaitFor(InvocationExpressionSyntax stop)
    {
        ExpressionSyntax wait = stop;
        while (wait.Parent is AwaitExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax)
            wait = (ExpressionSyntax)wait.Parent;

        return wait;
    }
}
