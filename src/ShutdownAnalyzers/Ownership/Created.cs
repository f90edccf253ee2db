using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Ownership;

/// <summary>Who made this value? Only what a type makes itself is its own to dispose.</summary>
internal static class Created
{
    /// <summary>Whether the type itself makes whatever it stores: nothing is handed in, nothing comes out of a call.</summary>
    public static bool IsCreatedByItsType(this Stored stored, Func<IOperation, bool> isCreation)
    {
        var sources = stored.Sources().ToList();
        return sources.Count > 0 && sources.TrueForAll(source => isCreation(source));
    }

    /// <summary>What the stored values come from: one operation for each branch and each local copy. Null counts for nothing.</summary>
    public static IEnumerable<IOperation> Sources(this Owned owned) =>
        owned.Values.SelectMany(static value => SourcesOf(value, []));

    /// <summary>The same for a value anywhere in a body.</summary>
    public static IEnumerable<IOperation> Sources(this IOperation value) => SourcesOf(value, []);

    private static IEnumerable<IOperation> SourcesOf(IOperation operation, HashSet<ISymbol> locals) => operation.Unwrap() switch
    {
        IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } } => [],
        IConditionalOperation { WhenFalse: { } whenFalse } choice => [.. SourcesOf(choice.WhenTrue, locals), .. SourcesOf(whenFalse, locals)],
        ICoalesceOperation choice => [.. SourcesOf(choice.Value, locals), .. SourcesOf(choice.WhenNull, locals)],
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => SourcesOf(arm.Value, locals)),
        ISimpleAssignmentOperation chained => SourcesOf(chained.Value, locals),
        ILocalReferenceOperation copy when locals.Add(copy.Local) && AssignedTo(copy).ToList() is { Count: > 0 } values =>
            values.SelectMany(value => SourcesOf(value, locals)),
        var value => [value],
    };

    private static IEnumerable<IOperation> AssignedTo(ILocalReferenceOperation copy)
    {
        foreach (var operation in copy.Root().DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: var value } declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, copy.Local):
                    yield return value;
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Value: var value } when SymbolEqualityComparer.Default.Equals(target.Local, copy.Local):
                    yield return value;
                    break;
            }
        }
    }
}
