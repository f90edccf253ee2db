using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Drain;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT501: a WebSocket that is read until the client goes away, in an app without a drain.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WebSocketNeverClosedAnalyzer() : MentionAnalyzer(WatchedNames.AcceptedSockets, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT501",
        "WebSocket is never closed on shutdown",
        "WebSocket that '{0}' accepts is never closed on shutdown: it holds the app until its time is up, and the client is cut off",
        "Kestrel waits for a WebSocket like for any other request. One that is read until the client goes away uses up the whole shutdown timeout, and then its client sees an aborted connection (1006) instead of a close (1001).");

    private static readonly DrainMiddleware s_drain = new();

    private protected override bool CanOccur(FrameworkTypes types) => types.WebSocketManager is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (mention.Call is not { } accept
            || RunCall.Of(file.Compilation, file.Cancel) is not { Host: HostKind.MinimalWeb or HostKind.Startup } run
            || file.Model.GetOperation(accept, file.Cancel) is not IInvocationOperation { TargetMethod.ContainingType: var owner, Parent: IAwaitOperation socket }
            || !owner.IsA(file.Types.WebSocketManager)
            || !IsReadUntilTheClientLeaves(new(socket, file.Compilation, file.Cancel), file)
            || MayBeClosedElsewhere(accept, file))
            return;

        var properties = ImmutableDictionary<string, string?>.Empty.Add(nameof(HostKind), run.Host.ToString());
        file.Report(s_rule, accept.MethodName()!.GetLocation(), properties, EndpointName.Of(accept));
    }

    private static bool IsReadUntilTheClientLeaves(AcceptedSocket socket, FileContext file)
    {
        if (socket.IsHandedOver)
            return false;

        var receives = socket.Calls.Where(static call => call.TargetMethod.Name == "ReceiveAsync").ToList();
        return receives.Exists(static receive => receive.Syntax.Ancestors().TakeWhile(static node => node is not MemberDeclarationSyntax or GlobalStatementSyntax).Any(static node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax))
            && receives.TrueForAll(receive => receive.TokenArgument(file.Types) is not { Value: var token } || IsTheClients(token, file));
    }

    private static bool IsTheClients(IOperation token, FileContext file) =>
        (Tokens.OriginsOf(token, file.Compilation, file.Cancel) & ~TokenOrigins.RequestAborted) == TokenOrigins.Nothing;

    /// <summary>By the package, by code that cannot be seen, or by what the same type does when the app stops.</summary>
    private static bool MayBeClosedElsewhere(SyntaxNode accept, FileContext file) =>
        PackageMethod.IsCalled("UseDrain", file.Compilation, file.Cancel)
        || HandOver.Brings(s_drain, file.Compilation, file.Cancel) is not Presence.Absent
        || WatchedNames.ShutdownNotices.Any(name => file.Compilation.MentionsOf(name, file.Tree).Any(notice => ScopeOf(accept).Span.Contains(notice.Token.Span)));

    private static SyntaxNode ScopeOf(SyntaxNode node) => node.Ancestors().LastOrDefault(static ancestor => ancestor is TypeDeclarationSyntax) ?? node.SyntaxTree.GetRoot();
}
