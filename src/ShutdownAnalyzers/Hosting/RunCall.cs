using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The call in which an app spends its life: it runs a host until the host is told to stop.</summary>
internal sealed record RunCall(SimpleNameSyntax Name, HostKind Host)
{
    /// <summary>Reads a call as a run call; null if it is none. <c>app.Run(delegate)</c> is middleware, not a run call.</summary>
    public static RunCall? From(InvocationExpressionSyntax call, SemanticModel model, FrameworkTypes types, CancellationToken cancel)
    {
        if (NameOf(call) is not { } name || !WatchedNames.RunCalls.Contains(name.Identifier.ValueText))
            return null;

        if (model.GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol method)
            return null;

        var host = HostOf(method, types);
        return host is null ? null : new RunCall(name, host.Value);
    }

    private static HostKind? HostOf(IMethodSymbol method, FrameworkTypes types)
    {
        var declaring = method.ContainingType;
        if (Is(declaring, types.WebApplication))
            return HostKind.MinimalWeb;

        if (Is(declaring, types.WebHostExtensions))
            return HostKind.Startup;

        if (!Is(declaring, types.HostExtensions) && !Is(declaring, types.HostBuilderExtensions))
            return null;

        return Is(method.ReceiverType, types.WebApplication) ? HostKind.MinimalWeb : HostKind.GenericHost;
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    private static bool Is(ITypeSymbol? type, ITypeSymbol? framework) =>
        framework is not null && SymbolEqualityComparer.Default.Equals(type, framework);
}
