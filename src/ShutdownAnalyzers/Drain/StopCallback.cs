using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>A function that is registered on <c>ApplicationStopping</c>: <c>lifetime.ApplicationStopping.Register(…)</c>.</summary>
internal sealed class StopCallback
{
    private readonly IOperation _body;

    private StopCallback(InvocationExpressionSyntax registration, IOperation body) => (Registration, _body) = (registration, body);

    /// <summary>The call that registers it.</summary>
    public InvocationExpressionSyntax Registration { get; }

    /// <summary>Where the function itself waits, not where its lambdas do.</summary>
    public IEnumerable<Wait> Waits => Wait.In(_body);

    /// <summary>The callback that is registered where the token is mentioned; null if there is none, or it is async, or its code is not in this file.</summary>
    public static StopCallback? RegisteredAt(Mention stopping, CancellationToken cancel)
    {
        if (stopping.Node.Parent is not MemberAccessExpressionSyntax { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Register" or "UnsafeRegister", Parent: InvocationExpressionSyntax registration } } token
            || registration.ArgumentList.Arguments.FirstOrDefault()?.Expression is not { } callback
            || LifetimeTokens.Of(token, stopping.Model, cancel) is not LifetimeToken.Stopping)
            return null;

        return FunctionOf(callback, stopping, cancel) is { } function && stopping.Model.FunctionOf(function, cancel) is { IsAsync: false } && stopping.Model.GetOperation(function, cancel) is { } body
            ? new(registration, body)
            : null;
    }

    private static SyntaxNode? FunctionOf(ExpressionSyntax callback, Mention stopping, CancellationToken cancel)
    {
        if (callback is AnonymousFunctionExpressionSyntax)
            return callback;

        var declaration = stopping.Model.GetSymbolInfo(callback, cancel).Symbol is IMethodSymbol { DeclaringSyntaxReferences: { IsEmpty: false } declarations } ? declarations[0].GetSyntax(cancel) : null;
        return declaration?.SyntaxTree == stopping.Token.SyntaxTree ? declaration : null;
    }
}
