using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>How a call takes a token: it is given one, could be given one, or takes none.</summary>
internal static class TokenArguments
{
    /// <summary>The token that a call is given, <c>None</c> included if it is written there.</summary>
    public static IArgumentOperation? TokenArgument(this IInvocationOperation call, FrameworkTypes types) =>
        call.Arguments.FirstOrDefault(argument => argument.ArgumentKind is ArgumentKind.Explicit && argument.Parameter?.Type.Is(types.CancellationToken) is true);

    /// <summary>
    /// The parameter by which a call that is given no token could be: its own, left out, or the last one of an overload that
    /// is otherwise the same. Null if it is given one, or takes none.
    /// </summary>
    public static IParameterSymbol? OmittedToken(this IInvocationOperation call, FrameworkTypes types)
    {
        if (call.TokenArgument(types) is not null)
            return null;

        var method = call.TargetMethod;
        var own = method.Parameters.FirstOrDefault(parameter => parameter.Type.Is(types.CancellationToken));
        return own ?? Overloads(call, method).Select(static overload => overload.Parameters.LastOrDefault()).FirstOrDefault(last => last?.Type.Is(types.CancellationToken) is true);
    }

    private static IEnumerable<IMethodSymbol> Overloads(IInvocationOperation call, IMethodSymbol method) =>
        from overload in method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        let constructed = overload.Arity == method.Arity && method.Arity > 0 ? overload.Construct([.. method.TypeArguments]) : overload
        where constructed.IsStatic == method.IsStatic
            && constructed.Parameters.Length == method.Parameters.Length + 1
            && IsGivenFor(method.ReturnType, constructed.ReturnType, call)
            && constructed.Parameters.Take(method.Parameters.Length).Select(static parameter => parameter.Type).SequenceEqual(method.Parameters.Select(static parameter => parameter.Type), SymbolEqualityComparer.Default)
            && !constructed.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute")
            && call.SemanticModel?.IsAccessible(call.Syntax.SpanStart, overload) is not false
        select constructed;

    /// <summary>Whether a result may stand for another: it is of the same type or, where it is awaited on the spot, a <c>ValueTask</c> of the same instead of a <c>Task</c>.</summary>
    private static bool IsGivenFor(ITypeSymbol expected, ITypeSymbol result, IInvocationOperation call) =>
        SymbolEqualityComparer.Default.Equals(result, expected)
        || result.IsTask() && expected.IsTask() && IsAwaited(call) && ResultsOf(result).SequenceEqual(ResultsOf(expected), SymbolEqualityComparer.Default);

    private static IEnumerable<ITypeSymbol> ResultsOf(ITypeSymbol task) => ((INamedTypeSymbol)task).TypeArguments;

    /// <summary>Tasks and value tasks can both be awaited, and told by a <see cref="bool"/> where to go on.</summary>
    private static bool IsAwaited(IInvocationOperation call) => call.Parent switch
    {
        IAwaitOperation => true,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Arguments: var how, Parent: IAwaitOperation } => how[0].Value.Type?.SpecialType is SpecialType.System_Boolean,
        _ => false,
    };
}
