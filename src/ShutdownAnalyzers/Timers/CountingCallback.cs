using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Timers;

/// <summary>A callback that only touches counters, flags and metrics: nobody notices if it runs once more while the rest has stopped.</summary>
internal static class CountingCallback
{
    private static readonly HashSet<string> s_counters = ["System.Threading.Interlocked", "System.Threading.Volatile"];

    public static bool OnlyCounts(IMethodSymbol callback, Compilation compilation, CancellationToken cancellation)
    {
        var functions = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        return OnlyCounts(callback, functions, compilation, cancellation);
    }

    private static bool OnlyCounts(IMethodSymbol function, HashSet<ISymbol> seen, Compilation compilation, CancellationToken cancellation) =>
        !seen.Add(function)
        || function.DeclaringSyntaxReferences.All(part => part.GetSyntax(cancellation).DescendantNodes().All(node => node switch
        {
            InvocationExpressionSyntax call => CallCounts(call, seen, compilation, cancellation),
            BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax => false,
            _ => true,
        }));

    private static bool CallCounts(InvocationExpressionSyntax call, HashSet<ISymbol> seen, Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.GetSemanticModel(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol called)
            return true; // Half-typed, or nameof.

        if (s_counters.Contains(called.ContainingType.ToDisplayString()) || called.ContainingNamespace.ToDisplayString() == "System.Diagnostics.Metrics")
            return true;

        return called.DeclaringSyntaxReferences.Length > 0 && OnlyCounts(called, seen, compilation, cancellation);
    }
}
