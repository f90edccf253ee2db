using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>What a timer runs at each tick.</summary>
internal static class Callbacks
{
    /// <summary>The functions that the timer is given: one for each place that makes it, one for each handler. Null stands for one that is not written where it is given.</summary>
    public static ImmutableArray<IMethodSymbol?> CallbacksOf(this Owned timer) =>
        [.. timer.Sources().Select(CallbackOf).Concat(timer.Uses.Select(HandlerAddedTo)).OfType<IOperation>().Select(FunctionOf)];

    private static IOperation? CallbackOf(IOperation creation) => creation switch
    {
        IObjectCreationOperation { Arguments: var arguments } => arguments.For("callback"),
        IInvocationOperation { Arguments: var arguments } => arguments.For("callback"),
        _ => null,
    };

    private static IOperation? HandlerAddedTo(IOperation use) =>
        use.Parent is IEventReferenceOperation { Event.Name: "Elapsed", Parent: IEventAssignmentOperation { Adds: true, HandlerValue: var handler } } ? handler : null;

    private static IMethodSymbol? FunctionOf(IOperation given) => given.Unwrap() switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda.Symbol,
        IDelegateCreationOperation { Target: IMethodReferenceOperation method } => method.Method,
        _ => null,
    };
}
