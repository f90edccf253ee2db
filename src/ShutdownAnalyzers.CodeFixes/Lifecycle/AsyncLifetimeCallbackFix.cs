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
    private const string Shutdown = "IGracefulShutdown";

    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var (model, cancel) = (faulty.Model, faulty.Cancel);
        if (faulty.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax, Expression: MemberAccessExpressionSyntax { Expression: var token } } register
            || register.ArgumentList.Arguments.Count != 1
            || LifetimeTokens.Of(token, model, cancel) is not LifetimeToken.Stopping
            || Reach(register, (token as MemberAccessExpressionSyntax)?.Expression, model, cancel) is not { } shutdown
            || Hook(register, shutdown.Expression, model, cancel) is not { } hook
            || RunCall.Of(model.Compilation, cancel) is not { Host: not HostKind.Console and var host }
            || GracefulShutdown.CallsMissing(model.Compilation, host, cancel) is not { } installation)
            return null;

        var own = model.Import(register.SpanStart, shutdown.Namespaces, cancel).Concat(shutdown.Changes).Concat(hook).Select(edit => (register.SyntaxTree, edit));
        return SolutionEdit.Of(faulty.Project.Solution, "Let the shutdown wait for it, as a drain hook", own.Concat(installation).Distinct())
            ?.WithPackage(faulty.Project, model.Compilation, GracefulShutdown.PackageFor(host));
    }

    /// <summary>How the code gets at the package: it has it, asks the app's services for it, or is given it by the container.</summary>
    private static (string Expression, string[] Namespaces, TextChange[] Changes)? Reach(SyntaxNode place, ExpressionSyntax? lifetime, SemanticModel model, CancellationToken cancel)
    {
        if (InScope.Named(Shutdown, place, model) is { } present)
            return (present, [], []);

        if (InScope.Services(place, model) is { } services)
            return ($"{services}.GetRequiredService<{Shutdown}>()", ["Microsoft.Extensions.DependencyInjection", "ShutdownAnalyzers.Runtime"], []);

        var name = place.SyntaxTree.FreeName("shutdown");
        return Injection.Parameter($"{Shutdown} {name}", place, lifetime, model, cancel) is { } parameter ? (name, ["ShutdownAnalyzers.Runtime"], [parameter]) : null;
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
