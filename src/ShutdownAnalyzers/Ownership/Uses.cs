using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Ownership;

/// <summary>
/// Follows a value from where it is named to where it is used: through casts, <c>!</c>, <c>?.</c>, <c>??</c>, patterns, local
/// copies and <see cref="Interlocked"/>. A use is the operation that still is the value; its parent is what is done with it.
/// </summary>
internal static class Uses
{
    public static IEnumerable<IOperation> Of(IOperation mention, ISymbol? member)
    {
        var toFollow = new Stack<IOperation>([mention]);
        var seen = new HashSet<IOperation>(); // Locals may be assigned in a circle.
        while (toFollow.Count > 0)
        {
            var value = toFollow.Pop();
            if (!seen.Add(value))
                continue;

            var isCarriedOn = false;
            foreach (var next in CarriedTo(value, member))
            {
                isCarriedOn = true;
                toFollow.Push(next);
            }

            if (!isCarriedOn)
                yield return value;
        }
    }

    private static IEnumerable<IOperation> CarriedTo(IOperation value, ISymbol? member) => value.Parent switch
    {
        IConversionOperation or IParenthesizedOperation or ICoalesceOperation => [value.Parent],
        IConditionalOperation choice when choice.Condition != value => [choice],
        ISwitchExpressionArmOperation { Parent: { } choice } arm when arm.Value == value => [choice],
        IConditionalAccessOperation access => access.Operation == value ? InstancesOf(access) : [access],
        IIsPatternOperation test => LocalsOf(test.Pattern).SelectMany(local => Mentions.Of(local, test)),
        IPropertySubpatternOperation test => LocalsOf(test.Pattern).SelectMany(local => Mentions.Of(local, test)),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } when !declarator.IsUsing() =>
            Mentions.Of(declarator.Symbol, declarator),
        IAssignmentOperation assignment => CarriedThrough(assignment, value, member),
        IArgumentOperation { Parent: IInvocationOperation exchange } argument when argument.IsExchanged() => [exchange],
        _ => [],
    };

    // An assignment has a value of its own, and that value goes on as well: list.Add(_timer = new Timer(…)).
    private static IEnumerable<IOperation> CarriedThrough(IAssignmentOperation assignment, IOperation value, ISymbol? member) => assignment switch
    {
        ISimpleAssignmentOperation or ICoalesceAssignmentOperation when assignment.Target == value => [assignment],
        { Target: ILocalReferenceOperation copy } => [assignment, .. Mentions.Of(copy.Local, assignment)],
        { Target: IMemberReferenceOperation target } when SymbolEqualityComparer.Default.Equals(target.Member, member) => [assignment],
        _ => [],
    };

    private static IEnumerable<IOperation> InstancesOf(IConditionalAccessOperation access) =>
        access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().Where(instance => instance.Access() == access);

    private static IEnumerable<ILocalSymbol> LocalsOf(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } => [local],
        IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } => [local],
        INegatedPatternOperation not => LocalsOf(not.Pattern),
        IBinaryPatternOperation both => [.. LocalsOf(both.LeftPattern), .. LocalsOf(both.RightPattern)],
        _ => [],
    };

    /// <summary>Whether the argument is the <c>ref</c> of <c>Interlocked.Exchange(ref field, …)</c> and its kin, whose result is the value.</summary>
    public static bool IsExchanged(this IArgumentOperation argument) =>
        argument is { Parameter.RefKind: not RefKind.None, Parent: IInvocationOperation { TargetMethod.ContainingType: var type }, SemanticModel.Compilation: var compilation }
        && FrameworkTypes.Of(compilation) is var types
        && (SymbolEqualityComparer.Default.Equals(type, types.Interlocked) || SymbolEqualityComparer.Default.Equals(type, types.Volatile));
}
