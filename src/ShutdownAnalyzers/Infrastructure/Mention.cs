using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>An identifier of interest in a compilation's source. Nothing is bound until <see cref="Symbol"/> is asked for.</summary>
internal readonly record struct Mention(SyntaxToken Token, Compilation Compilation)
{
    public SyntaxNode Node => Token.Parent!;

    public SemanticModel Model => Compilation.GetSemanticModel(Token.SyntaxTree!);

    /// <summary>The call whose method this name is; null if the name stands elsewhere.</summary>
    public InvocationExpressionSyntax? Call => Node is SimpleNameSyntax name ? name.Call() : null;

    /// <summary>What the name means here; null in a declaration, in half-typed code and where a package is not restored yet.</summary>
    public ISymbol? Symbol(CancellationToken cancel) => Model.GetSymbolInfo(Node, cancel).Symbol;

    /// <summary>What the name may mean here, where the compiler itself cannot decide.</summary>
    public ImmutableArray<ISymbol> Candidates(CancellationToken cancel) => Model.GetSymbolInfo(Node, cancel).CandidateSymbols;
}

internal static class MentionExtensions
{
    /// <summary>Every mention of a watched name, file by file.</summary>
    public static IEnumerable<Mention> MentionsOf(this Compilation compilation, string watchedName)
    {
        foreach (var tree in NamingFiles.Of(compilation, watchedName))
            foreach (var mention in compilation.MentionsOf(watchedName, tree))
                yield return mention;
    }

    /// <summary>Every mention of a watched name in one file.</summary>
    public static IEnumerable<Mention> MentionsOf(this Compilation compilation, string watchedName, SyntaxTree tree)
    {
        foreach (var position in TreeFacts.Of(tree).Mentions(watchedName))
            yield return new(tree.GetRoot().FindToken(position), compilation);
    }

    /// <summary>Every mention of names that are not watched, such as those of an option.</summary>
    public static IEnumerable<Mention> Search(this Compilation compilation, ImmutableArray<string> names)
    {
        var scan = new NameScan(names);
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var position in TreeFacts.Find(tree, scan))
                yield return new(tree.GetRoot().FindToken(position), compilation);
    }

    /// <summary>The call whose method this name is.</summary>
    public static InvocationExpressionSyntax? Call(this SimpleNameSyntax name)
    {
        ExpressionSyntax method = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => name,
        };

        return method.Parent is InvocationExpressionSyntax call && call.Expression == method ? call : null;
    }
}
