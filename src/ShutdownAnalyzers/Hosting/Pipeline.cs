using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>
/// The middleware that one variable collects, in the order in which requests pass it. A lambda of <c>Map</c>, <c>MapWhen</c> or
/// <c>UseWhen</c> has a parameter of its own and so a pipeline of its own; a builder that is no variable makes no pipeline.
/// </summary>
internal sealed record Pipeline(ISymbol Builder, ImmutableArray<Middleware> Middleware)
{
    /// <summary>Every pipeline that a body puts together.</summary>
    public static ImmutableArray<Pipeline> In(SyntaxNode body, Compilation compilation, CancellationToken cancel)
    {
        var (model, types) = (compilation.GetSemanticModel(body.SyntaxTree), FrameworkTypes.Of(compilation));
        var middleware = EntryPoint.Calls(body).Select(call => Read(call, model, types, cancel)).OfType<(ISymbol Builder, Middleware Middleware)>();

        return [.. middleware.GroupBy(static use => use.Builder, static use => use.Middleware, SymbolEqualityComparer.Default)
            .Select(static uses => new Pipeline(uses.Key!, [.. uses]))];
    }

    /// <summary>The middleware that requests pass before they come to the one that is mentioned; none if it is not part of a pipeline.</summary>
    public static ImmutableArray<Middleware> Before(Mention mention, CancellationToken cancel)
    {
        if (Composition.BodyOf(mention.Node) is not { } body)
            return [];

        var pipeline = In(body, mention.Compilation, cancel).FirstOrDefault(pipeline => pipeline.Middleware.Any(middleware => middleware.Name == mention.Node));
        return [.. pipeline?.Middleware.TakeWhile(middleware => middleware.Name != mention.Node).Where(middleware => !IsElseOf(middleware.Name, mention.Node)) ?? []];
    }

    private static (ISymbol Builder, Middleware Middleware)? Read(InvocationExpressionSyntax call, SemanticModel model, FrameworkTypes types, CancellationToken cancel) =>
        call.MethodName() is { } name && MiddlewareMethod(call, model, types, cancel) is { } method && BuilderOf(call, model, types, cancel) is { } builder
            ? (builder, new(name, method))
            : null;

    // Mapping an endpoint extends the routes, not the pipeline, and gives back no builder of it.
    private static IMethodSymbol? MiddlewareMethod(InvocationExpressionSyntax call, SemanticModel model, FrameworkTypes types, CancellationToken cancel) =>
        model.GetSymbolInfo(call, cancel).Symbol is IMethodSymbol method
        && method.ReceiverType.IsA(types.IApplicationBuilder)
        && (method.ReturnType.IsA(types.IApplicationBuilder) || method is { ReturnsVoid: true, Name: "Run" } && method.Parameters.Length > 0 && !method.ContainingType.Is(types.WebApplication))
            ? method
            : null;

    /// <summary>The variable at the start of the chain that a call is the end of.</summary>
    private static ISymbol? BuilderOf(InvocationExpressionSyntax call, SemanticModel model, FrameworkTypes types, CancellationToken cancel)
    {
        var receiver = call;
        while (receiver.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner } && MiddlewareMethod(inner, model, types, cancel) is not null)
            receiver = inner;

        return receiver.Expression is MemberAccessExpressionSyntax { Expression: var start } && model.GetSymbolInfo(start, cancel).Symbol is { } symbol and not IMethodSymbol
            ? symbol
            : null;
    }

    /// <summary>Whether one node stands in the branch of an <c>if</c> whose other branch the other node stands in.</summary>
    private static bool IsElseOf(SyntaxNode node, SyntaxNode other) =>
        node.Ancestors().OfType<IfStatementSyntax>().Any(choice =>
            choice.Else is { } alternative && (choice.Statement.Span.Contains(node.Span) && alternative.Span.Contains(other.Span) || alternative.Span.Contains(node.Span) && choice.Statement.Span.Contains(other.Span)));
}

/// <summary>A call that adds to a pipeline, by the name it is called with.</summary>
internal sealed record Middleware(SimpleNameSyntax Name, IMethodSymbol Method);
