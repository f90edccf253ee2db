using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>A place where code waits.</summary>
/// <param name="Place">The <c>await</c>, <c>await foreach</c> or <c>await using</c>, or the call or property that blocks its thread.</param>
/// <param name="For">What it waits for, without <c>ConfigureAwait</c>: a call, or a task that is kept somewhere.</param>
/// <param name="Blocks">Whether it holds its thread.</param>
internal sealed record Wait(IOperation Place, IOperation For, bool Blocks)
{
    /// <summary>The waits of a body itself, not those of its lambdas and local functions.</summary>
    public static IEnumerable<Wait> In(IOperation body)
    {
        foreach (var operation in body.OwnOperations())
            if (Of(operation) is { } wait)
                yield return wait;
    }

    /// <summary>Reads an operation as a wait; null if it is none.</summary>
    public static Wait? Of(IOperation operation) => operation switch
    {
        IAwaitOperation { Operation: var task } => new(operation, Unconfigured(task), Blocks: false),
        IForEachLoopOperation { IsAsynchronous: true, Collection: var stream } => new(operation, Unconfigured(stream), Blocks: false),
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: var owner }, Instance: { } task } when owner.IsTask() => new(operation, Unconfigured(task), Blocks: true),
        IInvocationOperation call when Blocked(call) is { } waited => new(operation, waited, Blocks: true),
        _ => null,
    };

    /// <summary>The call that is waited for; null if it is a task that is kept somewhere.</summary>
    public IInvocationOperation? Call => For as IInvocationOperation;

    /// <summary>Whether what goes wrong comes out wrapped: <c>Wait()</c> and <c>Result</c> of a task throw an <c>AggregateException</c>.</summary>
    public bool ThrowsAggregate => Blocks && Place != For && Place is not IInvocationOperation { TargetMethod.Name: "GetResult" };

    /// <summary>The name of the method that is called and waited for.</summary>
    public SimpleNameSyntax? CalledName => (Call?.Syntax as InvocationExpressionSyntax)?.MethodName();

    /// <summary>How long it takes at most, where its time or timeout is in sight: <c>Task.Delay(500)</c>, <c>task.Wait(500)</c>.</summary>
    public TimeSpan? Duration(CancellationToken cancel) => Time is { } time ? Read(time, cancel) : null;

    /// <summary>Whether it is given a time, in sight or not, after which it is over; an infinite one is none.</summary>
    public bool HasTimeout(CancellationToken cancel) => Time is { } time && Read(time, cancel) != Timeout.InfiniteTimeSpan;

    private IOperation? Time => Call?.Arguments.FirstOrDefault(static argument =>
        argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "delay" or "timeout" or "millisecondsDelay" or "millisecondsTimeout" or "milliseconds" })?.Value.Unwrap();

    private static TimeSpan? Read(IOperation time, CancellationToken cancel) =>
        time is { Syntax: ExpressionSyntax stated, SemanticModel: { } model } ? Infrastructure.Duration.Of(stated, model, cancel) : null;

    private static IOperation? Blocked(IInvocationOperation call) => call switch
    {
        { TargetMethod: { Name: "Wait", Parameters.IsEmpty: true, ContainingType: var owner }, Instance: { } task } when owner.IsTask() => Unconfigured(task),
        { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } } => Unconfigured(task),
        _ => IsBlocking(call.TargetMethod) ? call : null,
    };

    private static bool IsBlocking(IMethodSymbol method) => (method.ContainingType?.Name, method.Name) switch
    {
        ("Thread", "Sleep" or "Join") => IsInNamespace(method, "Threading"),
        ("WaitHandle", "WaitOne" or "WaitAny" or "WaitAll") => IsInNamespace(method, "Threading"),
        ("ManualResetEventSlim" or "SemaphoreSlim" or "CountdownEvent", "Wait") => IsInNamespace(method, "Threading"),
        ("Monitor", "Wait") or ("Barrier", "SignalAndWait") => IsInNamespace(method, "Threading"),
        ("Task", "Wait" or "WaitAll" or "WaitAny") => IsInNamespace(method, "Tasks"),
        ("BlockingCollection", "Take") => IsInNamespace(method, "Concurrent"),
        ("Process", "WaitForExit") => IsInNamespace(method, "Diagnostics"),
        _ => false,
    };

    private static bool IsInNamespace(IMethodSymbol method, string name) =>
        method.ContainingType.ContainingNamespace.Name == name && method.ContainingType.ContainingNamespace.ToDisplayString().StartsWith("System.", StringComparison.Ordinal);

    private static IOperation Unconfigured(IOperation task)
    {
        var value = task.Unwrap();
        return value is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" } call && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } configured
            ? Unconfigured(configured)
            : value;
    }
}
