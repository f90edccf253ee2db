using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT503: an endless loop that sends to a client and ends with the client alone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StreamIgnoresShutdownAnalyzer() : MentionAnalyzer(WatchedNames.Streams, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT503",
        "Streaming response does not see shutdown",
        "This stream of '{0}' ends when its client goes away, not when the app stops: it holds the shutdown until its time is up",
        "A response that is streamed without end is a request in flight. Unless it looks at ApplicationStopping, the server waits for it until the shutdown timeout is used up, and then cuts it.");

    private protected override bool CanOccur(FrameworkTypes types) => types.HttpResponse is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (LoopAt(mention, file) is not { } loop || LongLivedEndpoint.MayInclude(loop, file) || IsOfHub(loop, file))
            return;

        var endedBy = EndlessStream.EndedBy(loop, file);
        if ((endedBy & ~TokenOrigins.RequestAborted) != TokenOrigins.Nothing || SeesShutdown(loop, file))
            return;

        if (endedBy.HasFlag(TokenOrigins.RequestAborted) || RunBy.Of(loop, file.Model, file.Cancel) is Runner.Request)
            file.Report(s_rule, loop.GetFirstToken().GetLocation(), EndpointName.Of(loop));
    }

    /// <summary>The loop that sends, asked once: at the first thing that it sends.</summary>
    private static StatementSyntax? LoopAt(Mention mention, FileContext file)
    {
        if (mention.Call is { } call)
            return EndlessStream.Around(call) is { } sending && ResponseWrites.In(sending, file).FirstOrDefault() == call ? sending : null;

        return mention.Node is GenericNameSyntax { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax } type
            ? type.Parent!.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax).OfType<YieldStatementSyntax>().Select(EndlessStream.Around).FirstOrDefault()
            : null;
    }

    /// <summary>SignalR closes its connections once the app stops: the token of a hub's stream is cancelled then.</summary>
    private static bool IsOfHub(StatementSyntax loop, FileContext file) =>
        file.Model.GetEnclosingSymbol(loop.SpanStart, file.Cancel)?.ContainingType.IsA(file.Types.Hub) is true;

    private static bool SeesShutdown(StatementSyntax loop, FileContext file) =>
        loop.Ancestors().First(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) is var function
        && WatchedNames.ShutdownNotices.Any(name => file.Compilation.MentionsOf(name, file.Tree).Any(notice => function.Span.Contains(notice.Token.Span)));
}
