using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Timers;

/// <summary>The timers that the rules know: each runs on, and keeps what its callback uses alive, until it is disposed.</summary>
internal sealed class TimerKinds(FrameworkTypes types)
{
    public bool Exist => types.ThreadingTimer is not null || types.TimersTimer is not null;

    public bool Include(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Timer" or "PeriodicTimer" or "ITimer" }
        && (Is(type, types.ThreadingTimer) || Is(type, types.TimersTimer) || Is(type, types.PeriodicTimer) || Is(type, types.ITimer));

    /// <summary>Whether the operation makes a timer: <c>new</c>, or <c>TimeProvider.CreateTimer</c>.</summary>
    public bool Creates(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: var type } => Include(type),
        IInvocationOperation { TargetMethod: { Name: "CreateTimer", ContainingType: var type } } => IsTimeProvider(type),
        _ => false,
    };

    private bool IsTimeProvider(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (Is(type, types.TimeProvider))
                return true;

        return false;
    }

    private static bool Is(ISymbol symbol, INamedTypeSymbol? type) => SymbolEqualityComparer.Default.Equals(symbol, type);
}
