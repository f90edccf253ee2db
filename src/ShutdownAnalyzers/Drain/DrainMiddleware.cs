using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>What answers requests while an app stops: the package's middleware or the user's own.</summary>
internal sealed class DrainMiddleware : Registration
{
    public override string Mark => "ShutdownAnalyzers.Drain";

    public override Option<ImmutableArray<string>> OwnMethods => Options.DrainMethods;

    public override bool IsIn(MetadataUses uses) =>
        uses.Contains("DrainApplicationBuilderExtensions.UseDrain")
        || uses.Contains("HttpResponse.set_StatusCode")
        && (uses.Contains("IHostApplicationLifetime.get_ApplicationStopping") || uses.Contains("PosixSignalRegistration.Create"));

    private protected override bool IsInSource(Compilation compilation, FrameworkTypes types, CancellationToken cancel) =>
        PackageMethod.IsCalled("UseDrain", compilation, cancel)
        || compilation.MentionsOf("StatusCode").Any(mention => IsOwnDrain(mention, types, cancel));

    /// <summary>Whether this sets 502 or 503 in a middleware of the user's, where it reads a shutdown flag or token.</summary>
    public static bool IsOwnDrain(Mention statusCode, FrameworkTypes types, CancellationToken cancel) =>
        StatusSetBy(statusCode) is { } status
        && ShutdownWords.AreIn(status.Ancestors().LastOrDefault(static node => node is StatementSyntax or BaseMethodDeclarationSyntax))
        && ShutdownWords.AreIn(MiddlewareOf(status, statusCode.Model, types, cancel))
        && status.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(value => IsUnavailable(value, statusCode.Model, cancel))
        && statusCode.Symbol(cancel)?.ContainingType is { } owner
        && (owner.Is(types.HttpResponse) || owner.Is(types.Results) || owner.Is(types.TypedResults));

    /// <summary>The status in <c>response.StatusCode = status</c> and <c>Results.StatusCode(status)</c>.</summary>
    public static ExpressionSyntax? StatusSetBy(Mention statusCode) => statusCode.Node.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } target when assignment.Left == target => assignment.Right,
        _ => statusCode.Call?.ArgumentList.Arguments.FirstOrDefault()?.Expression,
    };

    private static bool IsUnavailable(ExpressionSyntax status, SemanticModel model, CancellationToken cancel) =>
        model.GetConstantValue(status, cancel) is { HasValue: true, Value: 502 or 503 };

    /// <summary>The outermost function around a node that is given the request, a lambda with the call it is given to; null in an endpoint.</summary>
    public static SyntaxNode? MiddlewareOf(SyntaxNode node, SemanticModel model, FrameworkTypes types, CancellationToken cancel)
    {
        var outermost = node.Ancestors().LastOrDefault(function => model.FunctionOf(function, cancel)?.Parameters.Any(parameter => parameter.Type.Is(types.HttpContext)) is true);
        if (outermost is null || IsEndpoint(outermost))
            return null;

        return outermost is AnonymousFunctionExpressionSyntax ? outermost.FirstAncestorOrSelf<StatementSyntax>() ?? outermost : outermost;
    }

    private static bool IsEndpoint(SyntaxNode function) =>
        function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && call.MethodName()?.Identifier.ValueText.StartsWith("Map", StringComparison.Ordinal) is true;
}
