using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Ownership;

/// <summary>Disposed, awaited or not: <c>Dispose()</c>, <c>DisposeAsync()</c>, <c>Close()</c>, <c>using</c>, or one of them handed over as a delegate.</summary>
internal static class Disposed
{
    private static readonly string[] s_disposals = ["Dispose", "DisposeAsync", "Close"];

    /// <summary>Whether any code of the type disposes the value, be it in a callback or handler that gets it as an argument.</summary>
    public static bool IsDisposed(this Stored stored, Compilation compilation, CancellationToken cancellation) =>
        stored.Uses.Any(Disposes)
        || stored.IsDisposedAsArgumentIn(stored.Member.ContainingType.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation)), compilation, cancellation);

    /// <summary>
    /// Whether this code disposes the value without naming the place where it is kept: the callback of a timer gets the timer as "state" or "sender".
    /// </summary>
    public static bool IsDisposedAsArgumentIn(this Owned owned, IEnumerable<SyntaxNode> code, Compilation compilation, CancellationToken cancellation) =>
        code.SelectMany(static part => s_disposals.SelectMany(name => Mentions.NamesIn(part, name)))
            .Select(name => Mentions.Bind(name, compilation, cancellation))
            .Any(disposal => Receiver(disposal) is { } receiver && IsTheValue(receiver, owned));

    public static bool Disposes(this IOperation use) => use.Parent switch
    {
        IInvocationOperation call => call.Instance == use && IsDisposal(call.TargetMethod),
        IMethodReferenceOperation callback => callback.Instance == use && IsDisposal(callback.Method),
        IUsingOperation => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.IsUsing(),
        _ => false,
    };

    /// <summary>Whether the local is declared by <c>using</c>.</summary>
    public static bool IsUsing(this IVariableDeclaratorOperation declarator) => declarator.Using() is not null;

    /// <summary>The <c>using</c> statement or declaration that declares the local.</summary>
    public static IOperation? Using(this IVariableDeclaratorOperation declarator) =>
        declarator.Parent?.Parent?.Parent is var statement and (IUsingOperation or IUsingDeclarationOperation) ? statement : null;

    private static bool IsDisposal(IMethodSymbol method) => s_disposals.Contains(method.Name);

    private static IOperation? Receiver(IOperation? disposal) => disposal switch
    {
        IInvocationOperation { Instance: IConditionalAccessInstanceOperation instance } => instance.Access()?.Operation,
        IInvocationOperation call => call.Instance,
        IMethodReferenceOperation callback => callback.Instance,
        _ => null,
    };

    private static bool IsTheValue(IOperation receiver, Owned owned) => receiver.Unwrap() switch
    {
        IParameterReferenceOperation { Type.SpecialType: SpecialType.System_Object } => true,
        IParameterReferenceOperation or ILocalReferenceOperation => SymbolEqualityComparer.Default.Equals(receiver.Type, owned.Type),
        _ => false,
    };
}
