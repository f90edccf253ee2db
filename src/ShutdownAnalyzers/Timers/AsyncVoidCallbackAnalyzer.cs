using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT305: an async lambda or <c>async void</c> method given to a timer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsyncVoidCallbackAnalyzer() : MentionAnalyzer(WatchedNames.TimerCallbacks, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT305",
        "Timer callback is async void",
        "Timer callback '{0}' is async void: nothing waits for it at shutdown, and an exception in it ends the process",
        "A timer calls back and forgets: at the first await the tick is over for the timer, whose DisposeAsync then returns at once. What the callback throws later has nowhere to go but the thread pool.");

    private protected override bool CanOccur(FrameworkTypes types) => types.TimerCallback is not null || types.ElapsedEventHandler is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        foreach (var given in CallbackExpressions.At(mention.Node))
            if (MayBeAsync(given) && FunctionOf(given, file) is { IsAsync: true, ReturnsVoid: true } callback && !IsSafe(callback, given, file))
                file.Report(s_rule, LocationOf(given), NameOf(given));
    }

    private static bool MayBeAsync(ExpressionSyntax given) => given switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        IdentifierNameSyntax or MemberAccessExpressionSyntax => true,
        _ => false,
    };

    private static IMethodSymbol? FunctionOf(ExpressionSyntax given, FileContext file) =>
        file.Model.GetTypeInfo(given, file.Cancel).ConvertedType is { } type && (type.Is(file.Types.TimerCallback) || type.Is(file.Types.ElapsedEventHandler))
            ? file.Model.GetSymbolInfo(given, file.Cancel).Symbol as IMethodSymbol
            : null;

    /// <summary>Whether the callback catches whatever it may throw, and its type waits for it at the end.</summary>
    private static bool IsSafe(IMethodSymbol callback, ExpressionSyntax given, FileContext file) =>
        callback.DeclaringSyntaxReferences.Select(code => code.GetSyntax(file.Cancel)).All(CatchesAll)
        && file.Model.GetEnclosingSymbol(given.SpanStart, file.Cancel)?.ContainingType is { } type
        && AwaitedCallback.IsAwaited(callback, type, TypeEnd.CodeOf(type, file.Read(Options.OwnershipTakingMethods), file.Cancel), file.Cancel);

    private static bool CatchesAll(SyntaxNode function) =>
        BodyOf(function)?.Statements is { Count: 1 } body && body[0] is TryStatementSyntax { Catches: var catches }
        && catches.Any(static one => one is { Filter: null } && (one.Declaration is null || one.Declaration.Type.ToString() is "Exception" or "System.Exception"));

    private static BlockSyntax? BodyOf(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        BaseMethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax local => local.Body,
        _ => null,
    };

    private static string NameOf(ExpressionSyntax given) => given is AnonymousFunctionExpressionSyntax { Body: var body }
        ? given.ToString().Substring(0, body.SpanStart - given.SpanStart).TrimEnd()
        : given.ToString();

    private static Location LocationOf(ExpressionSyntax given) =>
        given is AnonymousFunctionExpressionSyntax lambda ? lambda.AsyncKeyword.GetLocation() : given.GetLocation();
}
