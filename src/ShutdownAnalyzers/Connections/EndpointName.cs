using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Connections;

/// <summary>How a user calls the code that serves a connection: by its method, or by the route that it is mapped to.</summary>
internal static class EndpointName
{
    public static string Of(SyntaxNode code) => code.Ancestors().Select(NameAt).FirstOrDefault(static name => name is not null) ?? "the app";

    private static string? NameAt(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } arguments } call when call.MethodName()?.Identifier.ValueText is { } map && map.StartsWith("Map", StringComparison.Ordinal) =>
            arguments[0].ToString().Trim('"'),
        _ => null,
    };
}
