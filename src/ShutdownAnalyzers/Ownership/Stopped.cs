using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Ownership;

/// <summary>Stopped, but not disposed: <c>Stop()</c>, <c>Enabled = false</c>, <c>Change(Timeout.Infinite, …)</c>.</summary>
internal static class Stopped
{
    /// <summary>Whether the code that runs when the type ends stops the value; so does a callback given to one of these methods of the user's.</summary>
    public static bool IsStoppedWhereItsTypeEnds(this Stored stored, ImmutableArray<string> callbackTakers, CancellationToken cancellation)
    {
        var stops = stored.Uses.Where(Stops).ToList();
        if (stops.Count == 0)
            return false;

        var ends = TypeEnd.CodeOf(stored.Member.ContainingType, callbackTakers, cancellation);
        return stops.Exists(stop => stop.Syntax.AncestorsAndSelf().Any(ends.Contains));
    }

    public static bool Stops(this IOperation use) => use.Parent switch
    {
        IInvocationOperation { TargetMethod.Name: "Stop" } call => call.Instance == use,
        IInvocationOperation { TargetMethod.Name: "Change" } call => call.Instance == use && call.Arguments.For("dueTime").IsInfinite(),
        IPropertyReferenceOperation { Property.Name: "Enabled", Parent: ISimpleAssignmentOperation assignment } property =>
            property.Instance == use && assignment.Target == property && assignment.Value.ConstantValue is { HasValue: true, Value: false },
        _ => false,
    };

    /// <summary>Whether the value is a time that never comes: <c>Timeout.Infinite</c>, <c>Timeout.InfiniteTimeSpan</c>.</summary>
    public static bool IsInfinite(this IOperation? time) => time?.Unwrap() switch
    {
        { ConstantValue: { HasValue: true, Value: -1 or -1L or uint.MaxValue } } => true,
        IFieldReferenceOperation { Field.Name: "InfiniteTimeSpan" } => true,
        IInvocationOperation { TargetMethod.Name: "FromMilliseconds", Arguments: { IsEmpty: false } arguments } =>
            arguments[0].Value.ConstantValue is { HasValue: true, Value: -1 or -1L or -1d },
        _ => false,
    };
}
