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
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var (model, cancel) = (faulty.Model, faulty.Cancel);
        if (faulty.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax, Expression: MemberAccessExpressionSyntax { Expression: var token } } register
            || register.ArgumentList.Arguments.Count != 1
            || LifetimeTokens.Of(token, model, cancel) is not LifetimeToken.Stopping
            || Reach(register, (token as MemberAccessExpressionSyntax)?.Expression, model, cancel) is not { } shutdown
            || Hook(register, shutdown.Expression, model, cancel) is not { } hook)
            return null;

        var changes = model.Import(register.SpanStart, shutdown.Namespaces, cancel).Concat(shutdown.Changes).Concat(hook);
        return GracefulShutdown.EditThatNeedsIt("Let the shutdown wait for it, as a drain hook", changes.Select(change => (register.SyntaxTree, change)), faulty);
    }

    /// <summary>How the code gets at the package: it has it, asks the app's services for it, or is given it by the container.</summary>
    private static Reached? Reach(SyntaxNode place, ExpressionSyntax? lifetime, SemanticModel model, CancellationToken cancel)
    {
        if (ShutdownService.At(place, model) is { } present)
            return present with { Changes = Injection.Without(lifetime, place, model, cancel) };

        return InScope.Services(place, model) is { } services ? ShutdownService.From(services) : ShutdownService.Injected(place, lifetime, model, cancel);
    }

    private static TextChange[]? Hook(InvocationExpressionSyntax register, string shutdown, SemanticModel model, CancellationToken cancel)
    {
        var callback = register.ArgumentList.Arguments[0].Expression;
        if (callback is ParenthesizedLambdaExpressionSyntax { ParameterList: { Parameters.Count: 0, Span.End: var end } } lambda)
        {
            var parameter = lambda.Body.ToString().Contains("cancellationToken") ? register.SyntaxTree.FreeName("cancellationToken") : "cancellationToken";
            return [new(TextSpan.FromBounds(register.SpanStart, end), $"{shutdown}.OnDraining(\"{NameOf(lambda)}\", async {parameter}")];
        }

        return callback is IdentifierNameSyntax name && model.GetSymbolInfo(name, cancel).Symbol is IMethodSymbol method && ReturnTypeOf(Functions.DeclarationOfHelper(method, cancel)) is { } nothing
            ? [new(register.Span, $"{shutdown}.OnDraining(\"{name}\", async _ => await {name}())"), new(nothing.Span, "Task")]
            : null;
    }

    private static TypeSyntax? ReturnTypeOf(SyntaxNode? function) => (function as MethodDeclarationSyntax)?.ReturnType ?? (function as LocalFunctionStatementSyntax)?.ReturnType;

    /// <summary>What a report of a hung shutdown calls the hook: the first thing it awaits.</summary>
    private static string NameOf(LambdaExpressionSyntax callback) =>
        callback.Body.DescendantNodesAndSelf().OfType<AwaitExpressionSyntax>()
            .Select(static awaited => (awaited.Expression as InvocationExpressionSyntax)?.MethodName()?.Identifier.ValueText)
            .FirstOrDefault(static name => name is not (null or "ConfigureAwait")) ?? "stopping";
}
