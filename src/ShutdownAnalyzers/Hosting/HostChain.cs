using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The calls by which a host is configured in one go: <c>Host.CreateDefaultBuilder(args).ConfigureServices(…).ConfigureWebHostDefaults(…)</c>.</summary>
internal static class HostChain
{
    /// <summary>The <c>ConfigureServices</c> whose lambda a call stands in.</summary>
    public static InvocationExpressionSyntax? ServicesAround(SyntaxNode call) =>
        call.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault(static configure =>
            configure.MethodName()?.Identifier.ValueText == "ConfigureServices");

    /// <summary>The call in the same chain, before this one, that adds the web server.</summary>
    public static InvocationExpressionSyntax? WebHostBefore(InvocationExpressionSyntax link)
    {
        for (var before = Before(link); before is not null; before = Before(before))
            if (before.MethodName() is { } name && WatchedNames.WebHosts.Contains(name.Identifier.ValueText))
                return before;

        return null;
    }

    private static InvocationExpressionSyntax? Before(InvocationExpressionSyntax link) =>
        link.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax before } ? before : null;
}
