using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Calls by which code starts, awaits and stops a host.</summary>
internal static class HostCalls
{
    /// <summary>The host that a call is made on; null if the method is none of a host's.</summary>
    public static ExpressionSyntax? HostOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancel) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: var host }
        && model.GetSymbolInfo(call, cancel).Symbol is IMethodSymbol { ContainingType: var declaring }
        && IsOfHosts(declaring, FrameworkTypes.Of(model.Compilation))
            ? host
            : null;

    private static bool IsOfHosts(INamedTypeSymbol declaring, FrameworkTypes types) =>
        declaring.Is(types.IHost) || declaring.Is(types.HostExtensions) || declaring.Is(types.WebApplication) || declaring.Is(types.IWebHost) || declaring.Is(types.WebHostExtensions);
}
