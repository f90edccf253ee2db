using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT502: a WebSocket that is read or written with a token of the shutdown.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenAbortsWebSocketAnalyzer() : MentionAnalyzer(WatchedNames.SocketTransfers, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT502",
        "Shutdown token aborts the WebSocket",
        "A token of ApplicationStopping given to '{0}' aborts the WebSocket: the peer sees 1006, not 1001",
        "Cancelling a transfer of a WebSocket aborts the socket: no close frame can be sent any more, and the peer takes it for a broken connection.");

    private protected override bool CanOccur(FrameworkTypes types) => types.WebSocket is not null && types.IHostApplicationLifetime is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        // The names are common, and a token comes from the code around: a file that does not name its origin is not bound.
        if (mention.Call is not { ArgumentList.Arguments.Count: > 1 } call || !TreeFacts.Of(file.Tree).MentionsAny(["ApplicationStopping"]) || file.Model.GetOperation(call, file.Cancel) is not IInvocationOperation transfer)
            return;

        if (transfer.Instance is { } socket && socket.Type.IsA(file.Types.WebSocket) && !socket.Type.IsA(file.Types.ClientWebSocket)
            && transfer.TokenArgument(file.Types) is { Value: var token } argument
            && Tokens.OriginsOf(token, file.Compilation, file.Cancel).HasFlag(TokenOrigins.ApplicationStopping)
            && !IsClosedBefore(call))
            file.Report(s_rule, argument.Syntax.GetLocation(), transfer.TargetMethod.Name);
    }

    /// <summary>Whether the same function has sent its close frame by then; one that a callback sends comes later.</summary>
    private static bool IsClosedBefore(InvocationExpressionSyntax transfer) =>
        FunctionAround(transfer).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            call.SpanStart < transfer.SpanStart
            && call.MethodName()?.Identifier.ValueText is "CloseAsync" or "CloseOutputAsync"
            && FunctionAround(call) == FunctionAround(transfer));

    private static SyntaxNode FunctionAround(SyntaxNode node) =>
        node.Ancestors().First(static ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax || ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax);
}
