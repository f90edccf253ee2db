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
    /// <summary>Every pipeline of the project, those of its own extension methods and <c>Startup</c> classes included.</summary>
    public static ImmutableArray<Pipeline> Of(Compilation compilation, CancellationToken cancel)
    {
        var types = FrameworkTypes.Of(compilation);
        var middleware =
            from body in Composition.Bodies(compilation, cancel)
            let model = compilation.GetSemanticModel(body.SyntaxTree)
            from call in EntryPoint.Calls(body)
            let read = Read(call, model, types, cancel)
            where read is not null
            select read.Value;

        return [.. middleware.GroupBy(static use => use.Builder, static use => use.Middleware, SymbolEqualityComparer.Default)
            .Select(static uses => new Pipeline(uses.Key!, [.. uses]))];
    }

    private static (ISymbol Builder, Middleware Middleware)? Read(InvocationExpressionSyntax call, SemanticModel model, FrameworkTypes types, CancellationToken cancel)
    {
        if (call.MethodName() is not { } name || !IsMiddleware(call, model, types, cancel))
            return null;

        return BuilderOf(call, model, types, cancel) is { } builder ? (builder, new(name)) : null;
    }

    // Mapping an endpoint extends the routes, not the pipeline, and gives back no builder of it.
    private static bool IsMiddleware(InvocationExpressionSyntax call, SemanticModel model, FrameworkTypes types, CancellationToken cancel) =>
        model.GetSymbolInfo(call, cancel).Symbol is IMethodSymbol method
        && method.ReceiverType.IsA(types.IApplicationBuilder)
        && (method.ReturnType.IsA(types.IApplicationBuilder) || method is { ReturnsVoid: true, Name: "Run" } && method.Parameters.Length > 0 && !method.ContainingType.Is(types.WebApplication));

    /// <summary>The variable at the start of the chain that a call is the end of.</summary>
    private static ISymbol? BuilderOf(InvocationExpressionSyntax call, SemanticModel model, FrameworkTypes types, CancellationToken cancel)
    {
        var receiver = call;
        while (receiver.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner } && IsMiddleware(inner, model, types, cancel))
            receiver = inner;

        return receiver.Expression is MemberAccessExpressionSyntax { Expression: var start } && model.GetSymbolInfo(start, cancel).Symbol is { } symbol and not IMethodSymbol
            ? symbol
            : null;
    }
}

/// <summary>A call that adds to a pipeline, by the name it is called with.</summary>
internal sealed record Middleware(SimpleNameSyntax Name);
