using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Where a program begins: top-level statements, <c>Main</c> or an async <c>Main</c>.</summary>
internal static class EntryPoint
{
    /// <summary>How far calls are followed from the entry point to find the run call.</summary>
    private const int MaxBodies = 32;

    /// <summary>The syntax of the entry point; null in a library and in a program without a console.</summary>
    public static SyntaxNode? Of(Compilation compilation, CancellationToken cancel)
    {
        if (compilation.Options.OutputKind != OutputKind.ConsoleApplication)
            return null;

        return compilation.GetEntryPoint(cancel)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel);
    }

    /// <summary>Whether a node stands in the type of the entry point, as all stands that the entry point alone runs. Nothing is bound for that.</summary>
    public static bool IsInTypeOf(SyntaxNode node, Compilation compilation, CancellationToken cancel)
    {
        var type = node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText ?? WellKnownMemberNames.TopLevelStatementsEntryPointTypeName;
        return Of(compilation, cancel) is not null && compilation.GetEntryPoint(cancel)!.ContainingType.Name == type;
    }

    /// <summary>Whether a statement stands in the entry point itself, where what it declares lives as long as the program.</summary>
    public static bool HasStatement(StatementSyntax? statement, Compilation compilation, CancellationToken cancel) => statement?.Parent switch
    {
        GlobalStatementSyntax => true,
        BlockSyntax { Parent: MethodDeclarationSyntax method } => method == Of(compilation, cancel),
        _ => false,
    };

    /// <summary>The entry point's body, then those of the project's own methods it calls, nearest first.</summary>
    public static IEnumerable<SyntaxNode> Reach(Compilation compilation, CancellationToken cancel)
    {
        if (Of(compilation, cancel) is not { } entry)
            yield break;

        var reached = new HashSet<SyntaxNode> { entry };
        for (var next = new Queue<SyntaxNode>(reached); next.Count > 0;)
        {
            var body = next.Dequeue();
            yield return body;

            var model = compilation.GetSemanticModel(body.SyntaxTree);
            foreach (var called in Calls(body).Select(call => SourceOf(call, model, cancel)))
                if (called is not null && reached.Count < MaxBodies && MayRun(called, compilation) && reached.Add(called))
                    next.Enqueue(called);
        }
    }

    /// <summary>The calls written in a body, in the order in which they are evaluated.</summary>
    public static IEnumerable<InvocationExpressionSyntax> Calls(SyntaxNode body) =>
        body.DescendantNodes(node => node == body || Composition.IsOfBody(node))
            .OfType<InvocationExpressionSyntax>()
            .OrderBy(static call => call.ArgumentList.SpanStart);

    private static SyntaxNode? SourceOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancel) =>
        model.GetSymbolInfo(call, cancel).Symbol is IMethodSymbol { MethodKind: not MethodKind.LocalFunction } method
            ? method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel)
            : null;

    // An editor has the source of a referenced project too; it is not part of this compilation.
    private static bool MayRun(SyntaxNode body, Compilation compilation) =>
        compilation.ContainsSyntaxTree(body.SyntaxTree) && TreeFacts.Of(body.SyntaxTree).MentionsAny(WatchedNames.RunCalls);
}
