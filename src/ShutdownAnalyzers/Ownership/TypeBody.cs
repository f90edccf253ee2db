using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Ownership;

/// <summary>The code of a type, every part and every nested type of it, and how its methods lead to one another: by name alone.</summary>
internal sealed class TypeBody
{
    private readonly ILookup<string, MethodDeclarationSyntax> _methods;

    public TypeBody(INamedTypeSymbol type, CancellationToken cancellation)
    {
        Nodes = [.. type.DeclaringSyntaxReferences.SelectMany(part => part.GetSyntax(cancellation).DescendantNodes())];
        _methods = Nodes.OfType<MethodDeclarationSyntax>().ToLookup(static method => method.Identifier.ValueText);
    }

    public IReadOnlyList<SyntaxNode> Nodes { get; }

    /// <summary>These pieces of code and every method of the type that they name, at any depth.</summary>
    public HashSet<SyntaxNode> ReachedFrom(IEnumerable<SyntaxNode> start)
    {
        var reached = new HashSet<SyntaxNode>();
        var toVisit = new Stack<SyntaxNode>(start);
        while (toVisit.Count > 0)
        {
            var code = toVisit.Pop();
            if (!reached.Add(code))
                continue;

            foreach (var token in code.DescendantTokens())
                if (token.IsKind(SyntaxKind.IdentifierToken))
                    foreach (var named in _methods[token.ValueText])
                        toVisit.Push(named);
        }

        return reached;
    }
}
