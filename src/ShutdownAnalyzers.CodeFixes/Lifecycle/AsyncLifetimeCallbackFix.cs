using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT105: makes the callback a drain hook, for which the package waits, and installs the package where it is missing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AsyncLifetimeCallbackFix)), Shared]
public sealed class AsyncLifetimeCallbackFix() : EditFix("SHUT105")
{
    private static readonly string[] s_imports = ["Microsoft.Extensions.DependencyInjection", "ShutdownAnalyzers.Runtime"];

    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var (model, cancel) = (faulty.Model, faulty.Cancel);
        if (faulty.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax, Expression: MemberAccessExpressionSyntax { Expression: var token } } register
            || register.ArgumentList.Arguments.Count != 1
            || register.ArgumentList.Arguments[0].Expression is not ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: 0 } callback
            || LifetimeTokens.Of(token, model, cancel) is not LifetimeToken.Stopping
            || InScope.Services(register, model) is not { } services
            || RunCall.Of(model.Compilation, cancel) is not { Host: not HostKind.Console and var host }
            || GracefulShutdown.CallsMissing(model.Compilation, host, cancel) is not { } installation)
            return null;

        var parameter = callback.Body.ToString().Contains("cancellationToken") ? register.SyntaxTree.FreeName("cancellationToken") : "cancellationToken";
        var hook = $"{services}.GetRequiredService<IGracefulShutdown>().OnDraining(\"{NameOf(callback)}\", async {parameter}";
        var change = new TextChange(TextSpan.FromBounds(register.SpanStart, callback.ParameterList.Span.End), hook);
        var own = model.Import(register.SpanStart, s_imports, cancel).Append(change).Select(edit => (register.SyntaxTree, edit));

        return SolutionEdit.Of(faulty.Project.Solution, "Let the shutdown wait for it, as a drain hook", own.Concat(installation).Distinct())
            ?.WithPackage(faulty.Project, model.Compilation, GracefulShutdown.PackageFor(host));
    }

    /// <summary>What a report of a hung shutdown calls the hook: the first thing it awaits.</summary>
    private static string NameOf(LambdaExpressionSyntax callback) =>
        callback.Body.DescendantNodesAndSelf().OfType<AwaitExpressionSyntax>()
            .Select(static awaited => (awaited.Expression as InvocationExpressionSyntax)?.MethodName()?.Identifier.ValueText)
            .FirstOrDefault(static name => name is not (null or "ConfigureAwait")) ?? "stopping";
}
