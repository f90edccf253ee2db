using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Ownership;

/// <summary>The methods in which a type lets go of what it owns: its own, or those it can override.</summary>
internal static class EndMembers
{
    /// <summary>
    /// The type's own <c>Dispose</c> and <c>DisposeAsync</c>, or their cores where it has them; both, because a caller uses either;
    /// one, if one calls the other. A hosted service with neither ends in <c>StopAsync</c>.
    /// </summary>
    public static IReadOnlyList<IMethodSymbol> DeclaredBy(INamedTypeSymbol type, INamedTypeSymbol? hostedService)
    {
        if (DisposalsOf(type) is { Count: > 0 } disposals)
            return disposals;

        return StopOf(type, hostedService) is { } stop && IsDeclaredBy(type, stop) ? [stop] : [];
    }

    /// <summary>The same without <c>StopAsync</c>.</summary>
    public static IReadOnlyList<IMethodSymbol> DisposalsOf(INamedTypeSymbol type)
    {
        var sync = Declared(type, "Dispose", 1) ?? Declared(type, "Dispose", 0);
        var async = Declared(type, "DisposeAsyncCore", 0) ?? Declared(type, "DisposeAsync", 0);
        if (sync is null || async is null)
            return [.. new[] { sync, async }.OfType<IMethodSymbol>()];

        return Calls(async, "Dispose") ? [sync] : Calls(sync, "DisposeAsync") ? [async] : [sync, async];
    }

    /// <summary>The <c>StopAsync</c> in which a hosted service may wait: its own, or one that it can override.</summary>
    public static IMethodSymbol? StopOf(INamedTypeSymbol type, INamedTypeSymbol? hostedService)
    {
        if (hostedService is null || !type.AllInterfaces.Contains(hostedService, SymbolEqualityComparer.Default))
            return null;

        return Declared(type, "StopAsync", 1) ?? (Inherited(type, "StopAsync", 1) is { } inherited && CanBeOverridden(inherited) ? inherited : null);
    }

    public static bool IsDeclaredBy(INamedTypeSymbol type, IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingType, type);

    /// <summary>The same of its base types, where the type can override them.</summary>
    public static IReadOnlyList<IMethodSymbol> OverridableBy(INamedTypeSymbol type)
    {
        var sync = Inherited(type, "Dispose", 1) ?? Inherited(type, "Dispose", 0);
        var async = Inherited(type, "DisposeAsyncCore", 0) ?? Inherited(type, "DisposeAsync", 0);
        return [.. new[] { sync, async }.OfType<IMethodSymbol>().Where(CanBeOverridden)];
    }

    private static bool CanBeOverridden(IMethodSymbol method) => method is { IsSealed: false, IsAbstract: false } && (method.IsVirtual || method.IsOverride);

    private static IMethodSymbol? Inherited(INamedTypeSymbol type, string name, int parameters)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            if (Declared(ancestor, name, parameters) is { DeclaredAccessibility: not Accessibility.Private } method)
                return method;

        return null;
    }

    private static IMethodSymbol? Declared(INamedTypeSymbol type, string name, int parameters) =>
        type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method =>
            !method.IsStatic && method.Parameters.Length == parameters && NameOf(method) == name && (name != "Dispose" || parameters == 0 || IsBool(method.Parameters[0])));

    // An explicit implementation is named after its interface: System.IDisposable.Dispose.
    private static string NameOf(IMethodSymbol method) => method.Name.Substring(method.Name.LastIndexOf('.') + 1);

    private static bool IsBool(IParameterSymbol parameter) => parameter.Type.SpecialType == SpecialType.System_Boolean;

    // "Dispose(false)" of the dispose pattern leaves what is managed alone.
    private static bool Calls(IMethodSymbol method, string other) =>
        method.DeclaringSyntaxReferences.SelectMany(static part => part.GetSyntax().DescendantNodes()).OfType<InvocationExpressionSyntax>().Any(call =>
            call.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or ParenthesizedExpressionSyntax }
            && (call.Expression as SimpleNameSyntax ?? ((MemberAccessExpressionSyntax)call.Expression).Name).Identifier.ValueText == other
            && !call.ArgumentList.ToString().Contains("false"));
}
