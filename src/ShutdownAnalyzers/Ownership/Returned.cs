using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShutdownAnalyzers.Ownership;

/// <summary>Returned or yielded, by a lambda too: the receiver may dispose it.</summary>
internal static class Returned
{
    public static bool IsReturned(this Owned owned) => owned.Uses.Any(IsReturned);

    public static bool IsReturned(this IOperation use) => use.Parent is IReturnOperation;
}
