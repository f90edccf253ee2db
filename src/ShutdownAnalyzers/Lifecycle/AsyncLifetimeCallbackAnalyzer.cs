using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT105: an async function registered on a token of the stopping host, which only knows callbacks that return at once.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsyncLifetimeCallbackAnalyzer() : MentionAnalyzer(["Register", "UnsafeRegister"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT105",
        "Async lifetime callback is not awaited",
        "Shutdown does not wait for this async callback of Application{0}: the process exits while it is at work, and an exception in it crashes the process",
        "A callback of a token returns nothing, so an async one returns at its first await. The host goes on to stop, and nobody sees how the rest of the callback ends.");

    private protected override bool CanOccur(FrameworkTypes types) => types.IHostApplicationLifetime is not null || types.ExtensionsApplicationLifetime is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (mention.Call is { Expression: MemberAccessExpressionSyntax { Expression: var token } } register
            && register.ArgumentList.Arguments.FirstOrDefault() is { Expression: var callback }
            && AsyncPartOf(callback, file) is { } culprit
            && LifetimeTokens.Of(token, file.Model, file.Cancel) is { } registered and not LifetimeToken.Started)
            file.Report(s_rule, culprit, registered);
    }

    /// <summary>Where a callback says that it is async; null if it is not, or awaits nothing.</summary>
    private static Location? AsyncPartOf(ExpressionSyntax callback, FileContext file) => callback switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.RawKind is not 0 && Awaits(lambda.Body) ? lambda.AsyncKeyword.GetLocation() : null,
        IdentifierNameSyntax or MemberAccessExpressionSyntax when file.Model.GetSymbolInfo(callback, file.Cancel).Symbol is IMethodSymbol { IsAsync: true, ReturnsVoid: true } method
            && method.DeclaringSyntaxReferences.Any(part => Awaits(part.GetSyntax(file.Cancel))) => callback.GetLocation(),
        _ => null,
    };

    private static bool Awaits(SyntaxNode body) => body.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.AwaitKeyword));
}
