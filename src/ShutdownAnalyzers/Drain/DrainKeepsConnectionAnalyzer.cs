using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT208: a drain of the user's own whose answer does not end the connection it goes through.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DrainKeepsConnectionAnalyzer() : MentionAnalyzer(["StatusCode"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Suggestion(
        "SHUT208",
        "Hand-written drain keeps the connection open",
        "The drain answers {0} and keeps the connection open: its client sends the next request through it, to the same app",
        "A client that keeps its connection keeps its server. Only a closed connection makes it, or the proxy in between, connect to another one.");

    private protected override bool CanOccur(FrameworkTypes types) => types.HttpResponse is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (DrainMiddleware.IsOwnDrain(mention, file.Types, file.Cancel)
            && DrainMiddleware.MiddlewareOf(mention.Node, file.Model, file.Types, file.Cancel) is { } middleware
            && !EndsConnection(middleware.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? middleware)
            && !HandsOnTheResponse(middleware, file))
            file.Report(s_rule, mention.Token.GetLocation(), DrainMiddleware.StatusSetBy(mention));
    }

    private static bool EndsConnection(SyntaxNode code) => code.DescendantTokens().Any(static token => token switch
    {
        { RawKind: (int)SyntaxKind.StringLiteralToken } => token.ValueText.Equals("Connection", StringComparison.OrdinalIgnoreCase),
        { ValueText: "RequestClose" or "Abort" } => true,
        { ValueText: "Connection", Parent.Parent: MemberAccessExpressionSyntax { Expression: var headers } } => headers.GetLastToken().ValueText is "Headers" or "HeaderNames",
        _ => false,
    });

    /// <summary>Whether other code of the user's gets hold of the response, and so of its headers.</summary>
    private static bool HandsOnTheResponse(SyntaxNode middleware, FileContext file) => middleware.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
        call.ArgumentList.Arguments.Select(static argument => argument.Expression).Append((call.Expression as MemberAccessExpressionSyntax)?.Expression).Any(handed => IsOfRequest(handed, file))
        && file.Model.GetSymbolInfo(call, file.Cancel).Symbol is { ContainingAssembly: { } receiver }
        && !FrameworkAssembly.Is(receiver));

    private static bool IsOfRequest(ExpressionSyntax? handed, FileContext file) =>
        handed is not null
        && file.Model.GetTypeInfo(handed, file.Cancel).Type is { } type
        && (type.Is(file.Types.HttpContext) || type.Is(file.Types.HttpResponse));
}
