using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The places where an app and what it is built with are made: by the framework, not by methods of the user's that wrap it.</summary>
internal static class Creation
{
    /// <summary><c>WebApplication.CreateBuilder(args)</c>, <c>new HostApplicationBuilder()</c> and the like.</summary>
    public static ExpressionSyntax? OfBuilder(Compilation compilation, CancellationToken cancel) =>
        TheOne(compilation, static (type, types) => type.IsA(types.IHostApplicationBuilder), cancel);

    /// <summary><c>Host.CreateDefaultBuilder(args)</c>, <c>new HostBuilder()</c> and the like, on which calls are chained.</summary>
    public static ExpressionSyntax? OfHostBuilder(Compilation compilation, CancellationToken cancel) =>
        TheOne(compilation, static (type, types) => type.IsA(types.IHostBuilder) || type.IsA(types.IWebHostBuilder), cancel);

    /// <summary><c>WebApplication.Create(args)</c>.</summary>
    public static InvocationExpressionSyntax? OfAppWithoutBuilder(Compilation compilation, CancellationToken cancel) =>
        TheOne(compilation, static (type, types) => type.Is(types.WebApplication), cancel) as InvocationExpressionSyntax;

    /// <summary><c>builder.Build()</c> or <c>WebApplication.Create(args)</c>.</summary>
    public static ExpressionSyntax? OfApp(Compilation compilation, CancellationToken cancel)
    {
        var types = FrameworkTypes.Of(compilation);
        var built = compilation.Search(["Build"])
            .Where(mention => mention.Symbol(cancel) is IMethodSymbol method && method.ReturnType.Is(types.WebApplication) && IsOfFramework(method))
            .Select(static mention => (ExpressionSyntax?)mention.Call);

        return TheOne(built, compilation, cancel) ?? OfAppWithoutBuilder(compilation, cancel);
    }

    private static ExpressionSyntax? TheOne(Compilation compilation, Func<ITypeSymbol, FrameworkTypes, bool> isWanted, CancellationToken cancel)
    {
        var types = FrameworkTypes.Of(compilation);
        var made = WatchedNames.Composition.SelectMany(compilation.MentionsOf)
            .Select(mention => MadeBy(mention, cancel))
            .Where(made => made is not null && compilation.GetSemanticModel(made.SyntaxTree).GetTypeInfo(made, cancel).Type is { } type && isWanted(type, types));

        return TheOne(made, compilation, cancel);
    }

    /// <summary>The only one; if there are several, the only one in the file with the run call. Of several there, none is the app's for sure.</summary>
    private static ExpressionSyntax? TheOne(IEnumerable<ExpressionSyntax?> made, Compilation compilation, CancellationToken cancel)
    {
        var all = made.ToList();
        if (all.Count > 1 && RunCall.Of(compilation, cancel) is { } run)
            all.RemoveAll(one => one!.SyntaxTree != run.Name.SyntaxTree);

        return all.Count == 1 ? all[0] : null;
    }

    /// <summary>What a framework type makes here: by a static method of its own, or by its constructor.</summary>
    private static ExpressionSyntax? MadeBy(Mention mention, CancellationToken cancel)
    {
        var name = mention.Node;
        while (name.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax || name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
            name = name.Parent;

        var made = name.Parent switch
        {
            ObjectCreationExpressionSyntax creation => creation,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => (ExpressionSyntax)call,
            _ => null,
        };

        return made is not null && mention.Model.GetSymbolInfo(made, cancel).Symbol is IMethodSymbol { ReducedFrom: null } method && IsOfFramework(method)
            && (method.IsStatic || method.MethodKind is MethodKind.Constructor)
            ? made
            : null;
    }

    private static bool IsOfFramework(ISymbol symbol) => symbol.Locations.All(static location => location.IsInMetadata);
}
