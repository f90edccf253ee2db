using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>
/// A channel that its service completes, such as in <c>StopAsync</c>, and then empties: what is in it is still done, and its
/// reads end by themselves.
/// </summary>
internal static class CompletedChannel
{
    /// <summary>Whether a call reads such a channel, or is part of a loop that does.</summary>
    public static bool IsEmptiedBy(IInvocationOperation call, FrameworkTypes types, CancellationToken cancel) =>
        call.SemanticModel is { } model
        && SourcesAround(call.Syntax).Any(source => ReadsToTheEnd(source, model, types, cancel))
        && IsCompletedBy(model.GetEnclosingSymbol(call.Syntax.SpanStart, cancel)!.ContainingType, model.Compilation, cancel);

    /// <summary>The call itself, and where the loops around it get their items from.</summary>
    private static IEnumerable<SyntaxNode> SourcesAround(SyntaxNode call) =>
        call.AncestorsInFunction().Select(static node => node switch
        {
            CommonForEachStatementSyntax { Expression: var items } => items,
            WhileStatementSyntax { Condition: var condition } => condition,
            _ => null,
        }).OfType<SyntaxNode>().Prepend(call);

    private static bool ReadsToTheEnd(SyntaxNode source, SemanticModel model, FrameworkTypes types, CancellationToken cancel) =>
        source.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(read =>
            model.GetOperation(read, cancel) is IInvocationOperation { TargetMethod.ContainingType.Name: "ChannelReader" } call && call.OmittedToken(types) is not null);

    private static bool IsCompletedBy(INamedTypeSymbol service, Compilation compilation, CancellationToken cancel) =>
        Mentions.NamesIn(service, "Complete", cancel).Concat(Mentions.NamesIn(service, "TryComplete", cancel))
            .Any(name => Mentions.Bind(name, compilation, cancel) is IInvocationOperation { TargetMethod.ContainingType.Name: "ChannelWriter" });
}
