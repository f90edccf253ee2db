using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The tokens by which a host says where in its life it is.</summary>
internal enum LifetimeToken
{
    Started,
    Stopping,
    Stopped,
}

/// <summary>Is this a token of the host's lifetime?</summary>
internal static class LifetimeTokens
{
    /// <summary>Which one an expression is: named right there, or kept in a local or a private member that never is another one. Null for any other token.</summary>
    public static LifetimeToken? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancel)
    {
        var types = FrameworkTypes.Of(model.Compilation);
        return model.GetSymbolInfo(expression, cancel).Symbol switch
        {
            null or IMethodSymbol or IParameterSymbol => null,
            var symbol when Of(symbol, types) is { } token => token,
            _ => model.GetOperation(expression, cancel) is { } value ? OnlyOneOf(value.Sources(), model.Compilation, new(SymbolEqualityComparer.Default), cancel) : null,
        };
    }

    /// <summary>Which one a property of the host's lifetime is.</summary>
    public static LifetimeToken? Of(ISymbol? symbol, FrameworkTypes types)
    {
        if (symbol is not IPropertySymbol { ContainingType: var type } || TokenNamed(symbol.Name) is not { } token)
            return null;

        return type.IsA(types.IHostApplicationLifetime) || type.IsA(types.ExtensionsApplicationLifetime) || type.IsA(types.AspNetApplicationLifetime) ? token : null;
    }

    private static LifetimeToken? TokenNamed(string property) => property switch
    {
        "ApplicationStarted" => LifetimeToken.Started,
        "ApplicationStopping" => LifetimeToken.Stopping,
        "ApplicationStopped" => LifetimeToken.Stopped,
        _ => null,
    };

    private static LifetimeToken? OnlyOneOf(IEnumerable<IOperation> sources, Compilation compilation, HashSet<ISymbol> followed, CancellationToken cancel)
    {
        var tokens = sources.Select(source => Of(source, compilation, followed, cancel)).Distinct().ToList();
        return tokens.Count == 1 ? tokens[0] : null;
    }

    private static LifetimeToken? Of(IOperation source, Compilation compilation, HashSet<ISymbol> followed, CancellationToken cancel)
    {
        if (source is not IMemberReferenceOperation { Member: var member })
            return null;

        if (Of(member, FrameworkTypes.Of(compilation)) is { } token)
            return token;

        return Stored.IsReachedByItsTypeAlone(member) && Stored.Keeps(member) && followed.Add(member)
            ? OnlyOneOf(Stored.In(member, compilation, cancel).Sources(), compilation, followed, cancel)
            : null;
    }
}
