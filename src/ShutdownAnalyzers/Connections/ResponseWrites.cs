using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Connections;

/// <summary>Calls that send a part of a response: to <c>HttpResponse</c>, its body or its writer, or to a stream of gRPC.</summary>
internal static class ResponseWrites
{
    public static IEnumerable<InvocationExpressionSyntax> In(SyntaxNode code, FileContext file) =>
        code.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.MethodName() is { } name && WatchedNames.Streams.Contains(name.Identifier.ValueText) && IsToResponse(call, file));

    private static bool IsToResponse(InvocationExpressionSyntax call, FileContext file)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver })
            return false;

        return receiver.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(part => file.Model.GetTypeInfo(part, file.Cancel).Type is { } type && (type.IsA(file.Types.HttpResponse) || type.IsA(file.Types.AsyncStreamWriter)));
    }
}
