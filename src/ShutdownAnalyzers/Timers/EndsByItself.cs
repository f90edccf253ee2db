using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>Timers that need nobody to end them: they fire once and are not started again, or their loop ends with a token.</summary>
internal static class EndsByItself
{
    public static bool EndsOnItsOwn(this Owned timer) =>
        timer.Sources().All(creation => FiresOnce(creation, timer)) || IsEndedByToken(timer);

    private static bool FiresOnce(IOperation creation, Owned timer) => creation switch
    {
        IObjectCreationOperation { Type.Name: "PeriodicTimer" } => false,
        IObjectCreationOperation { Initializer: var initializer, Type.ContainingNamespace.Name: "Timers" } =>
            (IsSetToFireOnce(initializer) || timer.Uses.Any(IsSetToFireOnce)) && timer.Uses.Count(Starts) <= 1,
        IObjectCreationOperation { Arguments: var arguments } => IsOneShot(arguments) && !timer.Uses.Any(Restarts),
        IInvocationOperation { Arguments: var arguments } => IsOneShot(arguments) && !timer.Uses.Any(Restarts),
        _ => false,
    };

    // A timer made with its callback alone is not started.
    private static bool IsOneShot(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.For("period") is not { } period || period.IsInfinite();

    private static bool Restarts(IOperation use) =>
        use.Parent is IInvocationOperation { TargetMethod.Name: "Change" } call && call.Instance == use && !use.Stops()
        && !(use is IObjectCreationOperation && call.Arguments.For("period").IsInfinite()); // new Timer(callback).Change(1000, -1)

    private static bool IsSetToFireOnce(IObjectOrCollectionInitializerOperation? initializer) =>
        initializer is not null && initializer.Initializers.OfType<ISimpleAssignmentOperation>().Any(static assignment => Sets(assignment, "AutoReset", false));

    private static bool IsSetToFireOnce(IOperation use) =>
        use.Parent is IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } && Sets(assignment, "AutoReset", false);

    private static bool Starts(IOperation use) => use.Parent switch
    {
        IInvocationOperation { TargetMethod.Name: "Start" } => true,
        IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } => Sets(assignment, "Enabled", true),
        _ => false,
    };

    private static bool Sets(ISimpleAssignmentOperation assignment, string name, bool to) =>
        assignment.Target is IPropertyReferenceOperation { Property.Name: var property } && property == name
        && assignment.Value.ConstantValue is { HasValue: true, Value: bool value } && value == to;

    private static bool IsEndedByToken(Owned timer)
    {
        var waits = timer.Uses.Select(static use => use.Parent).OfType<IInvocationOperation>().Where(static call => call.TargetMethod.Name == "WaitForNextTickAsync").ToList();
        return waits.Count > 0 && waits.TrueForAll(static wait => wait.Arguments.For("cancellationToken") is { } token && CanBeCancelled(token));
    }

    private static bool CanBeCancelled(IOperation token) =>
        token.Unwrap() is not IDefaultValueOperation and not IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true } };
}
