using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT503: links the request's token with that of the shutdown, and lets the loop look at both.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StreamIgnoresShutdownFix)), Shared]
public sealed class StreamIgnoresShutdownFix() : EditFix("SHUT503")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (faulty.Node.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax or GlobalStatementSyntax } loop || InScope.Lifetime(loop, faulty.Model) is not { } lifetime)
            return null;

        var tokens = TokensIn(loop, faulty);
        var requests = tokens.Select(static token => token.ToString()).Distinct().ToList();
        if (requests.Count == 0 && RequestAborted(loop, faulty) is { } aborted)
            requests.Add(aborted);

        var name = loop.SyntaxTree.FreeName("stopping");
        var looks = tokens.Count > 0 ? tokens.Select(token => new TextChange(token.Span, $"{name}.Token")) : LookAt(name, loop);
        if (looks is null)
            return null;

        string[] linked = [.. requests, $"{lifetime}.ApplicationStopping"];
        var changes = faulty.Model.Import(loop.SpanStart, lifetime.Contains("GetRequiredService") ? InScope.Imports : [], faulty.Cancel)
            .Append(Statements.Before(loop, $"using var {name} = CancellationTokenSource.CreateLinkedTokenSource({string.Join(", ", linked)});"))
            .Concat(looks);
        return SolutionEdit.Of(faulty.Project.Solution, "End the stream when the app stops", changes.Select(change => (loop.SyntaxTree, change)));
    }

    /// <summary>The tokens that the loop looks at, each as a whole expression.</summary>
    private static List<ExpressionSyntax> TokensIn(StatementSyntax loop, Faulty faulty) =>
        [.. loop.DescendantNodes().OfType<ExpressionSyntax>().Where(node => IsWholeName(node) && IsToken(node, faulty))];

    private static bool IsWholeName(ExpressionSyntax node) =>
        node is IdentifierNameSyntax or MemberAccessExpressionSyntax && !(node.Parent is MemberAccessExpressionSyntax access && access.Name == node);

    private static bool IsToken(ExpressionSyntax node, Faulty faulty)
    {
        var type = FrameworkTypes.Of(faulty.Model.Compilation).CancellationToken;
        return faulty.Model.GetTypeInfo(node, faulty.Cancel).Type.Is(type)
            && faulty.Model.GetSymbolInfo(node, faulty.Cancel).Symbol is { } symbol and not ITypeSymbol
            && !symbol.ContainingType.Is(type); // CancellationToken.None
    }

    private static string? RequestAborted(StatementSyntax loop, Faulty faulty) =>
        faulty.Model.LookupSymbols(loop.SpanStart).OfType<IParameterSymbol>().FirstOrDefault(parameter => parameter.Type.Is(FrameworkTypes.Of(faulty.Model.Compilation).HttpContext)) is { } context
            ? $"{context.Name}.RequestAborted"
            : null;

    /// <summary>A loop that looks at no token yet does so in its condition.</summary>
    private static IEnumerable<TextChange>? LookAt(string name, StatementSyntax loop) => loop switch
    {
        WhileStatementSyntax { Condition: LiteralExpressionSyntax condition } => [new(condition.Span, $"!{name}.IsCancellationRequested")],
        DoStatementSyntax { Condition: LiteralExpressionSyntax condition } => [new(condition.Span, $"!{name}.IsCancellationRequested")],
        ForStatementSyntax { Condition: null } endless => [new(new(endless.FirstSemicolonToken.Span.End, 0), $" !{name}.IsCancellationRequested")],
        _ => null,
    };
}
