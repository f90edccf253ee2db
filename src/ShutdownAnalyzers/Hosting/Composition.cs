using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The code that puts an app together: its entry point and every body that names a type of builder, services, host or pipeline.</summary>
internal static class Composition
{
    /// <summary>Each body once: a member of a type, or a file's top-level statements.</summary>
    public static IEnumerable<SyntaxNode> Bodies(Compilation compilation, CancellationToken cancel)
    {
        var bodies = new HashSet<SyntaxNode>();
        if (EntryPoint.Of(compilation, cancel) is { } entry && bodies.Add(entry))
            yield return entry;

        foreach (var name in WatchedNames.Composition)
            foreach (var mention in compilation.MentionsOf(name))
                if (BodyOf(mention.Node) is { } body && bodies.Add(body))
                    yield return body;
    }

    /// <summary>Whether a walk of a body goes on into this node; types declared beside top-level statements are not part of them.</summary>
    public static bool IsOfBody(SyntaxNode node) => node is not BaseTypeDeclarationSyntax;

    /// <summary>The body that a node stands in; null outside of all code, as in an attribute.</summary>
    public static SyntaxNode? BodyOf(SyntaxNode node)
    {
        foreach (var ancestor in node.AncestorsAndSelf())
        {
            if (ancestor is GlobalStatementSyntax)
                return ancestor.Parent;
            if (ancestor is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or FieldDeclarationSyntax)
                return ancestor;
        }

        return null;
    }
}
