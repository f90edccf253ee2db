using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT502: closes the socket when the app stops, and no longer cancels its transfers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TokenAbortsWebSocketFix)), Shared]
public sealed class TokenAbortsWebSocketFix() : EditFix("SHUT502")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (faulty.Node.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax socket } } transfer } argument
            || LoopOrStatement(transfer) is not { Parent: BlockSyntax or GlobalStatementSyntax } place
            || InScope.Lifetime(place, faulty.Model) is not { } lifetime)
            return null;

        // The second transfer of a loop finds the registration that the first has got.
        var closes = $"{socket}.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable";
        var registration = $"using var {place.SyntaxTree.FreeName("closing")} = {lifetime}.ApplicationStopping.Register(() => _ = {closes}, \"The app is shutting down\", CancellationToken.None));";
        var changes = faulty.Model.Import(place.SpanStart, ["System.Net.WebSockets", .. lifetime.Contains("GetRequiredService") ? InScope.Imports : []], faulty.Cancel).ToList();
        if (!place.Parent!.ToString().Contains(closes))
            changes.Add(Statements.Before(place, registration));

        changes.Add(new(argument.Expression.Span, "CancellationToken.None"));
        return SolutionEdit.Of(faulty.Project.Solution, "Close the WebSocket when the app stops", changes.Select(change => (place.SyntaxTree, change)));
    }

    /// <summary>The outermost loop that the transfer is in, or its own statement.</summary>
    private static StatementSyntax? LoopOrStatement(SyntaxNode transfer)
    {
        var statements = transfer.Ancestors().TakeWhile(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) || node is GlobalStatementSyntax).OfType<StatementSyntax>().ToList();
        return statements.LastOrDefault(static statement => statement is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax) ?? statements.FirstOrDefault();
    }
}
