using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT207: a health endpoint that stays healthy while the app stops.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReadinessIgnoresShutdownAnalyzer() : MentionAnalyzer(["MapHealthChecks"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Suggestion(
        "SHUT207",
        "Readiness ignores shutdown",
        "Health checks at {0} stay healthy while the app stops: whatever probes them goes on sending requests",
        "No health check of the app sees that it was told to stop, so a load balancer learns it from requests that fail.");

    private static readonly DrainReadiness s_readiness = new();

    private protected override bool CanOccur(FrameworkTypes types) => types.HealthCheckEndpoints is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (mention.Call is not { ArgumentList.Arguments: { Count: > 0 } arguments }
            || arguments.Any(IsForOtherProbes)
            || mention.Symbol(file.Cancel)?.ContainingType.Is(file.Types.HealthCheckEndpoints) is not true
            || !RunsChecks(arguments, file)
            || RunCall.Of(file.Compilation, file.Cancel) is not { IsWeb: true } run)
            return;

        if (s_readiness.In(file.Compilation, file.Read(s_readiness.OwnMethods), file.Cancel) is Presence.Absent)
            file.Report(s_rule, mention.Token.GetLocation(), run.ForFix, arguments[0].Expression);
    }

    /// <summary>A path, tag or name of probes that shall not fail while an app stops.</summary>
    private static bool IsForOtherProbes(ArgumentSyntax argument) =>
        argument.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.StringLiteralToken) && IsOtherProbe(token.ValueText));

    private static bool IsOtherProbe(string name) =>
        name.IndexOf("live", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("startup", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether the endpoint runs checks, and it is seen which.</summary>
    private static bool RunsChecks(SeparatedSyntaxList<ArgumentSyntax> arguments, FileContext file) => arguments
        .Where(argument => file.Model.GetTypeInfo(argument.Expression, file.Cancel).Type.Is(file.Types.HealthCheckOptions))
        .All(static options => options.Expression is BaseObjectCreationExpressionSyntax creation && RunsChecks(creation));

    private static bool RunsChecks(BaseObjectCreationExpressionSyntax options)
    {
        var predicate = options.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(static assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "Predicate" })?.Right;
        return predicate is null || predicate is LambdaExpressionSyntax { Body: var body } && !body.IsKind(SyntaxKind.FalseLiteralExpression);
    }
}
