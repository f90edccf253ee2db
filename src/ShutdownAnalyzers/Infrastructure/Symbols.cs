using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>Short questions about symbols and what refers to them.</summary>
internal static class Symbols
{
    public static bool Is(this ITypeSymbol? type, INamedTypeSymbol? framework) =>
        framework is not null && SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, framework);

    /// <summary>Whether a type is this one, derives from it or implements it.</summary>
    public static bool IsA(this ITypeSymbol? type, INamedTypeSymbol? framework)
    {
        if (type is null || framework is null)
            return false;

        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.Any(constraint => constraint.IsA(framework));

        if (framework.TypeKind is TypeKind.Interface)
            return type.Is(framework) || type.AllInterfaces.Any(implemented => implemented.Is(framework));

        for (var one = type; one is not null; one = one.BaseType)
            if (one.Is(framework))
                return true;

        return false;
    }

    /// <summary>Whether a value of the type can be awaited: <c>Task</c> or <c>ValueTask</c>, with a result or without.</summary>
    public static bool IsTask(this ITypeSymbol? type) =>
        type is { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } };

    /// <summary>The name by which a call calls its method; null where a value is called.</summary>
    public static SimpleNameSyntax? MethodName(this InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    /// <summary>The full name of the method that is called, such as <c>System.Threading.Thread.Sleep</c>; null if the call does not bind.</summary>
    public static string? FullNameOfCalled(this SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancel) =>
        model.GetSymbolInfo(call, cancel).Symbol is IMethodSymbol { ContainingType: not null } method ? $"{method.ContainingType.ToDisplayString()}.{method.Name}" : null;

    /// <summary>The function that a node declares; null if it declares none.</summary>
    public static IMethodSymbol? FunctionOf(this SemanticModel model, SyntaxNode node, CancellationToken cancel) => node switch
    {
        AnonymousFunctionExpressionSyntax => model.GetSymbolInfo(node, cancel).Symbol as IMethodSymbol,
        LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax => model.GetDeclaredSymbol(node, cancel) as IMethodSymbol,
        _ => null,
    };
}
