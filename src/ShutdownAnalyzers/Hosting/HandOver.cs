using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Where an app gives its builder, services, host or pipeline to an assembly that is neither its own nor the framework's, or gets it from there.</summary>
internal static class HandOver
{
    /// <summary>Framework methods that hand over to the type they are called with.</summary>
    private static readonly ImmutableHashSet<string> s_handOverToTypeArgument = ["AddHostedService", "UseStartup", "UseMiddleware"];

    /// <summary>What the app's hand-overs bring it.</summary>
    public static Presence Brings(Registration registration, Compilation compilation, CancellationToken cancel)
    {
        var bringers = Bringers(registration, compilation);
        if (bringers.Count == 0)
            return Presence.Absent;

        var brought = Presence.Absent;
        foreach (var assembly in Receivers(compilation, cancel))
        {
            if (assembly is null || !bringers.TryGetValue(assembly, out var presence) || presence <= brought)
                continue;

            brought = presence;
            if (brought is Presence.Present)
                break;
        }

        return brought;
    }

    /// <summary>The references to which a hand-over would matter. Few apps have any, and only then is a body bound.</summary>
    private static Dictionary<IAssemblySymbol, Presence> Bringers(Registration registration, Compilation compilation)
    {
        var bringers = new Dictionary<IAssemblySymbol, Presence>(SymbolEqualityComparer.Default);
        var references = new ReferencedAssemblies(registration, compilation);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
            if (references.Bring(assembly) is var presence and not Presence.Absent)
                bringers.Add(assembly, presence);

        return bringers;
    }

    private static IEnumerable<IAssemblySymbol?> Receivers(Compilation compilation, CancellationToken cancel)
    {
        var types = FrameworkTypes.Of(compilation);
        foreach (var body in Composition.Bodies(compilation, cancel))
        {
            var model = compilation.GetSemanticModel(body.SyntaxTree);
            foreach (var expression in body.DescendantNodesAndSelf(Composition.IsOfBody).OfType<ExpressionSyntax>())
            {
                if (expression is not (InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax))
                    continue;

                foreach (var receiver in ReceiversOf(model.GetOperation(expression, cancel), types))
                    yield return receiver;
            }
        }
    }

    private static IEnumerable<IAssemblySymbol?> ReceiversOf(IOperation? operation, FrameworkTypes types) => operation switch
    {
        IInvocationOperation call when s_handOverToTypeArgument.Contains(call.TargetMethod.Name) =>
            call.TargetMethod.TypeArguments.SelectMany(BaseTypes).Select(static type => (IAssemblySymbol?)type.ContainingAssembly).Append(call.TargetMethod.ContainingAssembly),
        IInvocationOperation call when types.PutsAnAppTogether(call.Type) || types.PutsAnAppTogether(call.Instance?.Type) || IsHanded(call.Arguments, types) =>
            [call.TargetMethod.ContainingAssembly],
        IObjectCreationOperation creation when IsHanded(creation.Arguments, types) =>
            [creation.Type?.ContainingAssembly],
        _ => [],
    };

    private static bool IsHanded(ImmutableArray<IArgumentOperation> arguments, FrameworkTypes types) =>
        arguments.Any(argument => types.PutsAnAppTogether(argument.Value.Unwrap().Type));

    private static IEnumerable<ITypeSymbol> BaseTypes(ITypeSymbol type)
    {
        for (ITypeSymbol? one = type; one is not null; one = one.BaseType)
            yield return one;
    }
}
