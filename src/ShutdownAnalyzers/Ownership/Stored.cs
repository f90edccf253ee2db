using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Ownership;

/// <summary>A value that a type keeps in a field or auto-property: what is put there, and everything its type does with it.</summary>
internal sealed class Stored : Owned
{
    private readonly ImmutableArray<IOperation> _mentions;

    private Stored(ISymbol member, Compilation compilation, CancellationToken cancellation)
    {
        Member = member;
        _mentions = [.. Mentions.Of(member, compilation, cancellation)];
        Values = [.. Initializers(member, compilation, cancellation), .. _mentions.SelectMany(PutInto)];
        Uses = [.. Values.OfType<ILocalReferenceOperation>().SelectMany(static copy => Mentions.Of(copy.Local, copy))
            .Concat(_mentions).SelectMany(mention => Ownership.Uses.Of(mention, member)).Distinct()];
    }

    public ISymbol Member { get; }

    public override ITypeSymbol? Type => TypeIn(Member);

    public override ImmutableArray<IOperation> Values { get; }

    public override ImmutableArray<IOperation> Uses { get; }

    public static Stored In(ISymbol member, Compilation compilation, CancellationToken cancellation) => new(member, compilation, cancellation);

    /// <summary>The type of the values of a field or property.</summary>
    public static ITypeSymbol? TypeIn(ISymbol member) => (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;

    /// <summary>Whether the member keeps a value, as fields and auto-properties do, rather than computing it.</summary>
    public static bool Keeps(ISymbol member) => member is IFieldSymbol { IsImplicitlyDeclared: false } || (member is IPropertySymbol property && IsAuto(property));

    /// <summary>Whether the code of the member's own type is all the code that can reach it: nobody else can dispose it.</summary>
    public static bool IsReachedByItsTypeAlone(ISymbol member) =>
        member is { IsStatic: false, DeclaredAccessibility: Accessibility.Private, ContainingType.TypeKind: TypeKind.Class };

    private static bool IsAuto(IPropertySymbol property) =>
        property is { IsAbstract: false, IsExtern: false, PartialImplementationPart: null, DeclaringSyntaxReferences: { Length: 1 } declarations }
        && declarations[0].GetSyntax() is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors }
        && accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null });

    private static IEnumerable<IOperation> Initializers(ISymbol member, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var declaration in member.DeclaringSyntaxReferences)
        {
            var initializer = declaration.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax field => field.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (initializer is not null && compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(initializer, cancellation) is ISymbolInitializerOperation { Value: var value })
                yield return value.Unwrap();
        }
    }

    // What "??=" assigns is one of several values that may be there, so the assignment itself stands for it: not created here.
    private static IEnumerable<IOperation> PutInto(IOperation mention) => mention.Parent switch
    {
        ICoalesceAssignmentOperation assignment when assignment.Target == mention => [assignment],
        ISimpleAssignmentOperation assignment when assignment.Target == mention => [assignment.Value.Unwrap()],
        IArgumentOperation { Parent: IInvocationOperation exchange } argument when argument.IsExchanged() =>
            exchange.Arguments.Where(static other => other.Parameter is { Name: "value", RefKind: RefKind.None }).Select(static other => other.Value.Unwrap()),
        _ => [],
    };
}
