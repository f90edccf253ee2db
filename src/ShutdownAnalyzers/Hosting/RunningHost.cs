using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Is this the host that runs the code around it? Code may build and stop others of its own.</summary>
internal static class RunningHost
{
    /// <summary>One that the code is given by the host's services, or the only one that the entry point builds.</summary>
    public static bool Is(ExpressionSyntax host, SemanticModel model, CancellationToken cancel) =>
        IsTheOnlyOneOfTheEntryPoint(host, model, cancel)
        || model.GetOperation(host, cancel)?.Sources().All(source => IsInjected(source, model.Compilation, cancel)) is true;

    private static bool IsInjected(IOperation source, Compilation compilation, CancellationToken cancel) => source switch
    {
        IParameterReferenceOperation => true,
        IInvocationOperation { TargetMethod.Name: "GetRequiredService" or "GetService" } => true,
        IMemberReferenceOperation { Member: var member } when Stored.IsReachedByItsTypeAlone(member) && Stored.Keeps(member) =>
            Stored.In(member, compilation, cancel).Sources().ToList() is { Count: > 0 } stored && stored.TrueForAll(static value => value is IParameterReferenceOperation),
        _ => false,
    };

    private static bool IsTheOnlyOneOfTheEntryPoint(ExpressionSyntax host, SemanticModel model, CancellationToken cancel)
    {
        if (model.GetSymbolInfo(host, cancel).Symbol is not ILocalSymbol local
            || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is not { } declaration
            || RunBy.Of(declaration, model, cancel) is not Runner.EntryPoint)
            return false;

        return EntryPoint.Of(model.Compilation, cancel)?.DescendantNodes(Composition.IsOfBody).OfType<VariableDeclaratorSyntax>()
            .Count(variable => IsHost(variable, model, cancel)) == 1;
    }

    private static bool IsHost(VariableDeclaratorSyntax variable, SemanticModel model, CancellationToken cancel) =>
        variable.SyntaxTree == model.SyntaxTree
        && model.GetDeclaredSymbol(variable, cancel) is ILocalSymbol { Type: var type }
        && FrameworkTypes.Of(model.Compilation) is var types
        && (type.IsA(types.IHost) || type.IsA(types.IWebHost));
}
