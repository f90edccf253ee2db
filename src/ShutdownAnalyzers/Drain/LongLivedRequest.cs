using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

/// <summary>
/// Requests that last until somebody ends them: WebSockets, server-sent events, streams, and long polls, which wait for an event,
/// a queue or a while before they answer. At the signal they have to end, not to finish.
/// </summary>
internal static class LongLivedRequest
{
    private static readonly TimeSpan s_longDelay = TimeSpan.FromSeconds(5);

    private static readonly ImmutableHashSet<string> s_words =
    [
        "AcceptWebSocketAsync", "WebSockets", "ServerSentEvents", "WhenAny",
        "IAsyncEnumerable", "IServerStreamWriter", "IAsyncStreamReader", "ChannelReader", "TaskCompletionSource", "PeriodicTimer",
    ];

    /// <summary>How methods are called that come back when something has happened.</summary>
    private static readonly ImmutableArray<string> s_waits = ["Wait", "Receive", "Consume", "Dequeue", "Take", "Poll", "Listen", "Subscribe", "Next"];

    /// <summary>Whether a function that a request runs streams or waits.</summary>
    public static bool Is(SyntaxNode function, SemanticModel model, CancellationToken cancel) =>
        function.DescendantNodes().Any(IsLoopOfWaits)
        || function.DescendantTokens().Any(static token => s_words.Contains(token.ValueText) || token.ValueText == "text/event-stream")
        || model.GetOperation(function, cancel) is { } body && Wait.In(body).Any(wait => WaitsForSomething(wait, cancel));

    private static bool IsLoopOfWaits(SyntaxNode node) => node switch
    {
        YieldStatementSyntax => true,
        CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword } => true,
        WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax => node.DescendantNodes().Any(static inner => inner is AwaitExpressionSyntax),
        _ => false,
    };

    private static bool WaitsForSomething(Wait wait, CancellationToken cancel) => wait.Call?.TargetMethod switch
    {
        { Name: "Delay" } => wait.Duration(cancel) is not { } delay || delay < TimeSpan.Zero || delay >= s_longDelay,
        { Name: "ReadAsync", ContainingType.Name: "ChannelReader" } => true,
        { Name: var name } => s_waits.Any(start => name.StartsWith(start, StringComparison.Ordinal)),
        null => wait.For is IMemberReferenceOperation, // A task that is kept for all requests.
    };
}
