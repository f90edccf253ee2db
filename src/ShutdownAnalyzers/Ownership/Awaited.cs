using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShutdownAnalyzers.Ownership;

/// <summary>Disposed so that what the value still does is waited for: <c>await DisposeAsync()</c>, <c>await using</c>, <c>Dispose(WaitHandle)</c>.</summary>
internal static class Awaited
{
    public static bool DisposesAndWaits(this IOperation use) => use.Disposes() && use.Parent switch
    {
        IInvocationOperation { TargetMethod.Name: "DisposeAsync" } call => !IsDropped(call),
        IInvocationOperation { Arguments.Length: var arguments } => arguments > 0,
        IMethodReferenceOperation { Method.Name: var name } => name == "DisposeAsync",
        IUsingOperation statement => statement.IsAsynchronous,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } =>
            declarator.Using() is IUsingDeclarationOperation { IsAsynchronous: true } or IUsingOperation { IsAsynchronous: true },
        _ => false,
    };

    /// <summary>Whether nobody looks at the task that the call returns.</summary>
    private static bool IsDropped(IOperation call) => call.Parent switch
    {
        IConditionalAccessOperation access => IsDropped(access),
        IConversionOperation conversion => IsDropped(conversion),
        IAssignmentOperation { Target: IDiscardOperation } or IExpressionStatementOperation => true,
        _ => false,
    };
}
