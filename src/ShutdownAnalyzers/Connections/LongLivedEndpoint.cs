using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Connections;

/// <summary>An endpoint that the package ends when the app drains: marked with <c>[LongLived]</c> or <c>.LongLived()</c>.</summary>
internal static class LongLivedEndpoint
{
    /// <summary>Whether the code is marked where it stands, or may be marked where it is mapped: as a method, or as one of a group.</summary>
    public static bool MayInclude(SyntaxNode code, FileContext file)
    {
        var endpoint = code.Ancestors().OfType<StatementSyntax>().LastOrDefault(static statement => statement.Parent is GlobalStatementSyntax or BlockSyntax { Parent: BaseMethodDeclarationSyntax })
            is { } statement && HasMap(statement, code) ? statement : null;
        return WatchedNames.LongLived.SelectMany(file.Compilation.MentionsOf).Where(IsMark).Any(mark =>
             endpoint is null || endpoint.Span.Contains(mark.Token.Span) && mark.Token.SyntaxTree == file.Tree || IsOnGroup(mark));
    }

    private static bool HasMap(SyntaxNode statement, SyntaxNode code) =>
        code.Ancestors().TakeWhile(node => node != statement).OfType<InvocationExpressionSyntax>().Any(static call => call.MethodName()?.Identifier.ValueText.StartsWith("Map", StringComparison.Ordinal) is true);

    private static bool IsMark(Mention name) => name.Call is not null || name.Node.Parent is AttributeSyntax or QualifiedNameSyntax { Parent: AttributeSyntax };

    private static bool IsOnGroup(Mention mark) => mark.Call?.Expression.ToString().Contains("MapGroup") is true;
}
