using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT206: a request that leaves a registration behind on a token that lives as long as the app.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegistrationLeaksAnalyzer() : MentionAnalyzer(["CreateLinkedTokenSource", "Register", "UnsafeRegister"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT206",
        "Linked shutdown token leaks per request",
        "What '{0}' gives back is not disposed: each request leaves a registration on ApplicationStopping, with all it holds, until the app stops",
        "A registration on a token is kept by the token. This one lives as long as the app, so what requests leave on it adds up.");

    private protected override bool CanOccur(FrameworkTypes types) => types.HttpContext is not null && types.IHostApplicationLifetime is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (mention.Call is { } call
            && file.Compilation.MentionsOf("ApplicationStopping", file.Tree).Any()
            && TokensOf(call).Any(token => LifetimeTokens.Of(token, file.Model, file.Cancel) is LifetimeToken.Stopping)
            && mention.Symbol(file.Cancel)?.ContainingType is { } owner
            && (owner.Is(file.Types.CancellationToken) || owner.Is(file.Types.CancellationTokenSource))
            && RunBy.Of(call, file.Model, file.Cancel) is Runner.Request
            && file.Model.GetOperation(call, file.Cancel) is { } made
            && IsLeft(new(made)))
            file.Report(s_rule, mention.Token.GetLocation(), mention.Token.ValueText);
    }

    /// <summary>The tokens that are linked, or the one that is registered on.</summary>
    private static IEnumerable<ExpressionSyntax> TokensOf(InvocationExpressionSyntax call) => call switch
    {
        { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Register" or "UnsafeRegister", Expression: var token } } => [token],
        _ => call.ArgumentList.Arguments.Select(static argument => argument.Expression),
    };

    private static bool IsLeft(Local made) =>
        !made.IsReturned() && !made.IsTransferred() && !made.IsCaptured && !made.Uses.Any(static use => use.Disposes());
}
