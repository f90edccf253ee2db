using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>A function that is registered on <c>ApplicationStopping</c>: <c>lifetime.ApplicationStopping.Register(…)</c>.</summary>
internal static class StopCallback
{
    /// <summary>The callback that is registered where the token is mentioned; null if there is none, or it is async, or its code is not in this file.</summary>
    public static IOperation? RegisteredAt(Mention stopping, CancellationToken cancel)
    {
        if (stopping.Node.Parent is not MemberAccessExpressionSyntax { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Register" or "UnsafeRegister", Parent: InvocationExpressionSyntax registration } } token
            || registration.ArgumentList.Arguments.FirstOrDefault()?.Expression is not { } callback
            || LifetimeTokens.Of(token, stopping.Model, cancel) is not LifetimeToken.Stopping
            || FunctionOf(callback, stopping, cancel) is not { } function)
            return null;

        return stopping.Model.FunctionOf(function, cancel) is { IsAsync: false } ? stopping.Model.GetOperation(function, cancel) : null;
    }

    private static SyntaxNode? FunctionOf(ExpressionSyntax callback, Mention stopping, CancellationToken cancel)
    {
        if (callback is AnonymousFunctionExpressionSyntax)
            return callback;

        var declaration = stopping.Model.GetSymbolInfo(callback, cancel).Symbol is IMethodSymbol { DeclaringSyntaxReferences: { IsEmpty: false } declarations } ? declarations[0].GetSyntax(cancel) : null;
        return declaration?.SyntaxTree == stopping.Token.SyntaxTree ? declaration : null;
    }
}
