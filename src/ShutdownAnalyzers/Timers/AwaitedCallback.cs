using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>A callback that its type waits for: where the type ends it awaits a task, takes a lock or looks at a flag that the callback names too.</summary>
internal static class AwaitedCallback
{
    public static bool IsAwaited(IMethodSymbol callback, INamedTypeSymbol type, HashSet<SyntaxNode> ends, CancellationToken cancellation)
    {
        var signals = new HashSet<string>(type.GetMembers().Where(IsSignal).Select(static member => member.Name));
        signals.IntersectWith(ends.SelectMany(static end => end.DescendantNodesAndSelf()).SelectMany(Awaited).SelectMany(NamesIn));
        return signals.Count > 0 && new TypeBody(type, cancellation).ReachedFrom(callback.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation)))
            .SelectMany(NamesIn).Any(signals.Contains);
    }

    /// <summary>A member by which one piece of code can know that another has finished.</summary>
    private static bool IsSignal(ISymbol member) =>
        Stored.TypeIn(member) is { } type
        && (type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Object
            || type.ContainingNamespace?.ToDisplayString() is { } home && (home.StartsWith("System.Threading", StringComparison.Ordinal) || home.StartsWith("System.Collections", StringComparison.Ordinal)));

    private static IEnumerable<SyntaxNode> Awaited(SyntaxNode node) => node switch
    {
        AwaitExpressionSyntax { Expression: var task } => [task],
        ReturnStatementSyntax { Expression: { } task } => [task],
        ArrowExpressionClauseSyntax { Expression: var task } => [task],
        LockStatementSyntax { Expression: var gate } => [gate],
        WhileStatementSyntax { Condition: var condition } => [condition],
        DoStatementSyntax { Condition: var condition } => [condition],
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" or "Wait" or "WaitOne" or "WaitAll" or "Join" or "GetAwaiter" or "SpinUntil", Parent: var wait } => [wait!],
        _ => [],
    };

    private static IEnumerable<string> NamesIn(SyntaxNode code) =>
        code.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText);
}
