using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>
/// The places where an app and what it is built with are made: by the framework, not by methods of the user's that wrap it.
/// Of several places it takes the one in the file with the run call; several there leave it open which is the app's, so it takes none.
/// </summary>
internal sealed class Creation(Compilation compilation, CancellationToken cancel)
{
    private readonly FrameworkTypes _types = FrameworkTypes.Of(compilation);

    /// <summary><c>WebApplication.CreateBuilder(args)</c>, <c>new HostApplicationBuilder()</c> and the like.</summary>
    public ExpressionSyntax? OfBuilder() => Only(Made(type => type.IsA(_types.IHostApplicationBuilder)));

    /// <summary><c>Host.CreateDefaultBuilder(args)</c>, <c>new HostBuilder()</c> and the like, on which calls are chained.</summary>
    public ExpressionSyntax? OfHostBuilder() => Only(Made(type => type.IsA(_types.IHostBuilder) || type.IsA(_types.IWebHostBuilder)));

    /// <summary><c>WebApplication.Create(args)</c>.</summary>
    public InvocationExpressionSyntax? OfAppWithoutBuilder() => Only(Made(type => type.Is(_types.WebApplication))) as InvocationExpressionSyntax;

    /// <summary><c>builder.Build()</c> or <c>WebApplication.Create(args)</c>.</summary>
    public ExpressionSyntax? OfApp() => Only(compilation.Search(["Build"]).Where(BuildsApp).Select(static build => build.Call)) ?? OfAppWithoutBuilder();

    private bool BuildsApp(Mention build) =>
        build.Symbol(cancel) is IMethodSymbol method && method.ReturnType.Is(_types.WebApplication) && IsOfFramework(method);

    private IEnumerable<ExpressionSyntax> Made(Func<ITypeSymbol, bool> isWanted) =>
        from name in WatchedNames.Composition
        from mention in compilation.MentionsOf(name)
        let made = MakerAt(mention.Node)
        where made is not null && IsMadeByFramework(made, mention.Model) && mention.Model.GetTypeInfo(made, cancel).Type is { } type && isWanted(type)
        select made;

    private ExpressionSyntax? Only(IEnumerable<ExpressionSyntax?> made)
    {
        var places = made.OfType<ExpressionSyntax>().ToList();
        if (places.Count > 1 && RunCall.Of(compilation, cancel) is { } run)
            places.RemoveAll(place => place.SyntaxTree != run.Name.SyntaxTree);

        return places.Count == 1 ? places[0] : null;
    }

    /// <summary>The constructor or the method that is called on a type's name.</summary>
    private static ExpressionSyntax? MakerAt(SyntaxNode name)
    {
        while (name.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax || name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
            name = name.Parent;

        return name.Parent switch
        {
            ObjectCreationExpressionSyntax creation => creation,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
            _ => null,
        };
    }

    private bool IsMadeByFramework(ExpressionSyntax made, SemanticModel model) =>
        model.GetSymbolInfo(made, cancel).Symbol is IMethodSymbol { ReducedFrom: null } method
        && (method.IsStatic || method.MethodKind is MethodKind.Constructor)
        && IsOfFramework(method);

    private static bool IsOfFramework(ISymbol symbol) => symbol.Locations.All(static location => location.IsInMetadata);
}
