using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Ownership;

/// <summary>
/// Given away: an argument, an element of a collection, array or tuple, another member's value. Whatever we do not know to leave
/// the value where it is counts as given away, because the code that has it then may dispose it.
/// </summary>
internal static class Transferred
{
    public static bool IsTransferred(this Owned owned) => owned.Uses.Any(IsTransferred);

    public static bool IsTransferred(this IOperation use) =>
        !use.IsOnlyRead() && !use.Disposes() && !use.IsReturned();
}
