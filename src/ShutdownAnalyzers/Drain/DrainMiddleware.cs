using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>What answers requests while an app stops: the package's middleware or the user's own.</summary>
internal sealed class DrainMiddleware : Registration
{
    /// <summary>How a shutdown flag or token is called by those who write their own drain.</summary>
    private static readonly ImmutableArray<string> s_shutdownWords = ["stop", "shut", "drain", "terminat", "cancellationrequested"];

    public override string Mark => "ShutdownAnalyzers.Drain";

    public override Option<ImmutableArray<string>> OwnMethods => Options.DrainMethods;

    public override bool IsIn(MetadataUses uses) =>
        uses.Contains("DrainApplicationBuilderExtensions.UseDrain")
        || uses.Contains("HttpResponse.set_StatusCode")
        && (uses.Contains("IHostApplicationLifetime.get_ApplicationStopping") || uses.Contains("PosixSignalRegistration.Create"));

    private protected override bool IsInSource(Compilation compilation, FrameworkTypes types, CancellationToken cancel) =>
        IsPackageMethodCalled("UseDrain", compilation, cancel)
        || compilation.MentionsOf("StatusCode").Any(mention => IsOwnDrain(mention, types, cancel));

    /// <summary>A middleware that answers 502 or 503 where it reads a shutdown flag or token.</summary>
    private static bool IsOwnDrain(Mention statusCode, FrameworkTypes types, CancellationToken cancel) =>
        StatusSetBy(statusCode) is { } status
        && ReadsShutdown(status.Ancestors().LastOrDefault(static node => node is StatementSyntax or BaseMethodDeclarationSyntax))
        && ReadsShutdown(MiddlewareOf(status, statusCode.Model, types, cancel))
        && status.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(value => IsUnavailable(value, statusCode.Model, cancel))
        && statusCode.Symbol(cancel)?.ContainingType is { } owner
        && (owner.Is(types.HttpResponse) || owner.Is(types.Results) || owner.Is(types.TypedResults));

    /// <summary>The status in <c>response.StatusCode = status</c> and <c>Results.StatusCode(status)</c>.</summary>
    private static ExpressionSyntax? StatusSetBy(Mention statusCode) => statusCode.Node.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } target when assignment.Left == target => assignment.Right,
        _ => statusCode.Call?.ArgumentList.Arguments.FirstOrDefault()?.Expression,
    };

    private static bool IsUnavailable(ExpressionSyntax status, SemanticModel model, CancellationToken cancel) =>
        model.GetConstantValue(status, cancel) is { HasValue: true, Value: 502 or 503 };

    /// <summary>The outermost function around a node that is given the request, a lambda with the call it is given to; null in an endpoint.</summary>
    private static SyntaxNode? MiddlewareOf(SyntaxNode node, SemanticModel model, FrameworkTypes types, CancellationToken cancel)
    {
        var outermost = node.Ancestors().LastOrDefault(function => model.FunctionOf(function, cancel)?.Parameters.Any(parameter => parameter.Type.Is(types.HttpContext)) is true);
        if (outermost is null || IsEndpoint(outermost))
            return null;

        return outermost is AnonymousFunctionExpressionSyntax ? outermost.FirstAncestorOrSelf<StatementSyntax>() ?? outermost : outermost;
    }

    private static bool IsEndpoint(SyntaxNode function) =>
        function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && call.MethodName()?.Identifier.ValueText.StartsWith("Map", StringComparison.Ordinal) is true;

    private static bool ReadsShutdown(SyntaxNode? function) => function?.DescendantTokens().Any(IsShutdownWord) is true;

    private static bool IsShutdownWord(SyntaxToken token)
    {
        var word = token.ValueText;
        return token.IsKind(SyntaxKind.IdentifierToken)
            && word != "Stop"
            && word.IndexOf("stopwatch", StringComparison.OrdinalIgnoreCase) < 0
            && s_shutdownWords.Any(part => word.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
