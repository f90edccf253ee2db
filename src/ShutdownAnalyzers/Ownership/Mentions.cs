using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Ownership;

/// <summary>Where the code of a type names one of its own members: every partial part, every nested type. Only those places are bound.</summary>
internal static class Mentions
{
    public static IEnumerable<IOperation> Of(ISymbol member, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var name in NamesIn(member.ContainingType, member.Name, cancellation))
            if (Bind(name, compilation, cancellation) is IMemberReferenceOperation mention && Names(mention, member))
                yield return mention;
    }

    /// <summary>The identifiers spelled like this in the code of the type.</summary>
    public static IEnumerable<IdentifierNameSyntax> NamesIn(INamedTypeSymbol type, string name, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.SelectMany(part => NamesIn(part.GetSyntax(cancellation), name));

    /// <summary>The identifiers spelled like this in a piece of code: text and tokens only.</summary>
    public static IEnumerable<IdentifierNameSyntax> NamesIn(SyntaxNode code, string name) =>
        from token in code.DescendantTokens()
        where token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name
        select token.Parent as IdentifierNameSyntax into identifier
        where identifier is not null
        select identifier;

    /// <summary>The places in the same body that name this local.</summary>
    public static IEnumerable<IOperation> Of(ILocalSymbol local, IOperation body) =>
        body.Root().DescendantsAndSelf().OfType<ILocalReferenceOperation>()
            .Where(mention => SymbolEqualityComparer.Default.Equals(mention.Local, local));

    /// <summary>The operation that ends in this name: <c>this._timer</c>, <c>other?._timer</c>, the call of a method.</summary>
    public static IOperation? Bind(SimpleNameSyntax name, Compilation compilation, CancellationToken cancellation)
    {
        SyntaxNode expression = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => name,
        };
        return compilation.GetSemanticModel(name.SyntaxTree).GetOperation(expression.Parent as InvocationExpressionSyntax ?? expression, cancellation);
    }

    private static bool Names(IMemberReferenceOperation mention, ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(mention.Member.OriginalDefinition, member.OriginalDefinition);
}
