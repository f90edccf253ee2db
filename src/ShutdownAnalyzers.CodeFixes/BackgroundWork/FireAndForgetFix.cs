using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT404: lets the package track the work, and installs the package where it is missing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FireAndForgetFix)), Shared]
public sealed class FireAndForgetFix() : EditFix("SHUT404")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var (model, cancel) = (faulty.Model, faulty.Cancel);
        if ((faulty.Node as SimpleNameSyntax)?.Call() is not { } call
            || call.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || model.GetTypeInfo(call, cancel).Type is not INamedTypeSymbol type
            || !type.IsTask()
            || type.TypeArguments.Any(Symbols.IsTask) // A task of a task is over when the inner one has begun.
            || ReachTracker(call, model, cancel) is not { } tracker)
            return null;

        var work = type.Name == "ValueTask" ? $"{call}.AsTask()" : call.ToString();
        IEnumerable<TextChange> changes =
        [
            .. tracker.Changes,
            .. model.Import(call.SpanStart, tracker.Namespaces, cancel),
            new(statement.Expression.Span, $"{tracker.Expression}.Track(\"{NameOf(call)}\", {work})"),
        ];
        return GracefulShutdown.EditThatNeedsIt("Let the drain wait for this work", changes.Select(change => (model.SyntaxTree, change)), faulty);
    }

    /// <summary>What the log will call it: the method that does the work, or the one that starts it.</summary>
    private static string NameOf(InvocationExpressionSyntax call) => call.MethodName()!.Identifier.ValueText is var name and not ("Run" or "StartNew")
        ? name
        : call.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText ?? "background work";

    private static Reached? ReachTracker(SyntaxNode node, SemanticModel model, CancellationToken cancel)
    {
        if (ShutdownService.At(node, model) is { } present)
            return present;

        var types = FrameworkTypes.Of(model.Compilation);
        foreach (var ancestor in node.Ancestors())
        {
            if (model.FunctionOf(ancestor, cancel) is not { } function)
                continue;

            if (function.Parameters.FirstOrDefault(parameter => parameter.Type.Is(types.HttpContext)) is { } context)
                return FromServicesOf(context.Name);

            if (ancestor is ParenthesizedLambdaExpressionSyntax lambda && IsEndpoint(lambda))
                return ShutdownService.ParameterOf(lambda);

            if (function.MethodKind is MethodKind.Ordinary)
                return function.IsStatic ? null : OfInstance(function.ContainingType, node, model, cancel);
        }

        return null;
    }

    private static Reached? OfInstance(INamedTypeSymbol type, SyntaxNode node, SemanticModel model, CancellationToken cancel)
    {
        var types = FrameworkTypes.Of(model.Compilation);
        return type.IsA(types.ControllerBase) || type.IsA(types.PageModel)
            ? FromServicesOf("HttpContext")
            : ShutdownService.Injected(node, use: null, model, cancel);
    }

    private static Reached FromServicesOf(string context) => ShutdownService.From($"{context}.RequestServices");

    // Only there are parameters filled from the services.
    private static bool IsEndpoint(LambdaExpressionSyntax lambda) =>
        lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && call.MethodName() is { } name && WatchedNames.EndpointMaps.Contains(name.Identifier.ValueText);
}
