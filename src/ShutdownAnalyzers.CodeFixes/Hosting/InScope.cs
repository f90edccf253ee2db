using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>How code at some place gets at its host: by a variable, parameter, field or property that it can name.</summary>
internal static class InScope
{
    /// <summary>What expressions that ask for a service need to compile.</summary>
    public static readonly string[] Imports = ["Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting"];

    /// <summary>The same for one of these expressions: nothing if it asks for none.</summary>
    public static string[] ImportsOf(string expression) => expression.Contains("GetRequiredService") ? Imports : [];

    /// <summary>An expression for the <c>IHostApplicationLifetime</c>; null if there is none.</summary>
    public static string? Lifetime(SyntaxNode place, SemanticModel model)
    {
        var types = FrameworkTypes.Of(model.Compilation);
        return First(
            place, model,
            (types.IHostApplicationLifetime, static name => name),
            (types.WebApplication, static name => $"{name}.Lifetime"),
            (types.HttpContext, static name => LifetimeFrom($"{name}.RequestServices")),
            (types.IHost, static name => LifetimeFrom($"{name}.Services")),
            (types.IServiceProvider, LifetimeFrom));
    }

    /// <summary>What is there of a type of this name, whether the package that has the type is restored or not; null if nothing is.</summary>
    public static string? Named(string type, SyntaxNode place, SemanticModel model) =>
        model.LookupSymbols(place.SpanStart).FirstOrDefault(symbol => CanBeUsed(symbol, place) && TypeOf(symbol)?.Name == type)?.Name;

    /// <summary>An expression for the lifetime of a host at hand.</summary>
    public static string LifetimeOf(ExpressionSyntax host, SemanticModel model, CancellationToken cancel) =>
        model.GetTypeInfo(host, cancel).Type.Is(FrameworkTypes.Of(model.Compilation).WebApplication) ? $"{host}.Lifetime" : LifetimeFrom($"{host}.Services");

    /// <summary>An expression for the app's own <c>IServiceProvider</c>; null if there is none.</summary>
    public static string? Services(SyntaxNode place, SemanticModel model)
    {
        var types = FrameworkTypes.Of(model.Compilation);
        return First(
            place, model,
            (types.IHost, static name => $"{name}.Services"),
            (types.IApplicationBuilder, static name => $"{name}.ApplicationServices"),
            (types.IServiceProvider, static name => name));
    }

    private static string LifetimeFrom(string services) => $"{services}.GetRequiredService<IHostApplicationLifetime>()";

    private static string? First(SyntaxNode place, SemanticModel model, params (INamedTypeSymbol? Type, Func<string, string> Expression)[] ways)
    {
        var symbols = model.LookupSymbols(place.SpanStart).Where(symbol => CanBeUsed(symbol, place)).ToList();
        foreach (var way in ways)
            if (symbols.Find(symbol => TypeOf(symbol).IsA(way.Type)) is { } found)
                return way.Expression(found.Name);

        return null;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsWriteOnly: false } property => property.Type,
        _ => null,
    };

    private static bool CanBeUsed(ISymbol symbol, SyntaxNode place) => symbol switch
    {
        ILocalSymbol => symbol.Locations[0].SourceSpan.End < place.SpanStart && !IsBeyondStaticFunction(symbol, place),
        IParameterSymbol => !IsBeyondStaticFunction(symbol, place),
        IFieldSymbol or IPropertySymbol => symbol.IsStatic || !place.Ancestors().Any(IsStatic),
        _ => false,
    };

    private static bool IsBeyondStaticFunction(ISymbol symbol, SyntaxNode place) =>
        place.Ancestors().Any(function => IsStatic(function) && !function.Span.Contains(symbol.Locations[0].SourceSpan));

    /// <summary>Whether a function or member has no instance around it.</summary>
    public static bool IsStatic(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.StaticKeyword),
        MemberDeclarationSyntax member and not BaseTypeDeclarationSyntax => member.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };
}
