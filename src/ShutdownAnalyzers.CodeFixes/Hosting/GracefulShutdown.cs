using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.ProjectFiles;

namespace ShutdownAnalyzers.Hosting;

/// <summary>
/// Installs the runtime in an app with a host: the package, its services and, in a web app, its middleware. What is there already
/// stays, even where it does not bind because the package is not restored yet, so that installing twice changes nothing.
/// </summary>
internal static class GracefulShutdown
{
    private const string AddServices = "AddGracefulShutdown";
    private const string UseMiddleware = "UseDrain";

    private const string Hosting = "Microsoft.Extensions.Hosting";
    private const string Services = "Microsoft.Extensions.DependencyInjection";
    private const string Pipeline = "Microsoft.AspNetCore.Builder";

    public static string PackageFor(HostKind host) => host is HostKind.GenericHost ? RuntimePackage.AnyHost : RuntimePackage.AspNetCore;

    /// <returns>null if some part of it can't be installed; then none of it is.</returns>
    public static async Task<Solution?> InstallAsync(Project project, HostKind host, CancellationToken cancel)
    {
        var solution = await project.WithPackageAsync(PackageFor(host), cancel).ConfigureAwait(false);
        solution = await EnsureAsync(AddServices, InServices, solution, project.Id, cancel).ConfigureAwait(false);
        return host is HostKind.GenericHost
            ? solution
            : await EnsureAsync(UseMiddleware, InPipeline, solution, project.Id, cancel).ConfigureAwait(false);
    }

    private static async Task<Solution?> EnsureAsync(string call, Func<Compilation, CancellationToken, SourceEdit?> edit, Solution? solution, ProjectId id, CancellationToken cancel)
    {
        if (solution?.GetProject(id) is not { } project || await project.GetCompilationAsync(cancel).ConfigureAwait(false) is not { } compilation)
            return null;

        var isThere = compilation.MentionsOf(call).Any(static mention => mention.Call is not null);
        return isThere ? solution : edit(compilation, cancel)?.ApplyTo(project);
    }

    private static SourceEdit? InServices(Compilation compilation, CancellationToken cancel)
    {
        var types = FrameworkTypes.Of(compilation);
        if (Creation.OfBuilder(compilation, cancel) is { } builder)
            return Edit(builder, Hosting, model => model.CallNext(builder, "builder", $"{AddServices}()", type => type.IsA(types.IHostApplicationBuilder), cancel), compilation, cancel);

        if (Creation.OfAppWithoutBuilder(compilation, cancel) is { Expression: MemberAccessExpressionSyntax create } app)
            return Edit(app, Hosting, _ => Values.Extract(app, $"{create.Expression}.CreateBuilder{app.ArgumentList}", "builder", $"{AddServices}()", static variable => $"{variable}.Build()"), compilation, cancel);

        if (StartupClass.Services(compilation, cancel) is { } services)
            return First(services, AddServices, Services, compilation, cancel);

        if (Creation.OfHostBuilder(compilation, cancel) is { } host)
            return InHostBuilder(host, types, compilation, cancel);

        // A builder that another project makes is met where the app is built.
        return Creation.OfApp(compilation, cancel) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var made } }
            ? Edit(made, Hosting, _ => Values.CallBeforeUse(made, "builder", $"{AddServices}()"), compilation, cancel)
            : null;
    }

    private static SourceEdit? InHostBuilder(ExpressionSyntax host, FrameworkTypes types, Compilation compilation, CancellationToken cancel)
    {
        const string call = $"ConfigureServices(services => services.{AddServices}())";
        return Edit(host, Services, model => host.Parent is EqualsValueClauseSyntax or AssignmentExpressionSyntax
            ? model.CallNext(host, "hostBuilder", call, type => type.IsA(types.IHostBuilder) || type.IsA(types.IWebHostBuilder), cancel)
            : [Values.CallInChain(host, call)], compilation, cancel);
    }

    private static SourceEdit? InPipeline(Compilation compilation, CancellationToken cancel)
    {
        var types = FrameworkTypes.Of(compilation);
        if (Creation.OfApp(compilation, cancel) is { } app)
            return Edit(app, Pipeline, model => model.CallNext(app, "app", $"{UseMiddleware}()", type => type.IsA(types.IApplicationBuilder), cancel), compilation, cancel);

        return StartupClass.Pipeline(compilation, cancel) is { } pipeline ? First(pipeline, UseMiddleware, Pipeline, compilation, cancel) : null;
    }

    /// <summary>The call as the first that a function makes on its parameter.</summary>
    private static SourceEdit? First(IParameterSymbol parameter, string call, string import, Compilation compilation, CancellationToken cancel) =>
        parameter.Function(cancel) is { } function && compilation.ContainsSyntaxTree(function.SyntaxTree)
            ? Edit(function, import, _ => PutFirst(function, $"{parameter.Name}.{call}();") is { } change ? [change] : null, compilation, cancel)
            : null;

    private static TextChange? PutFirst(SyntaxNode function, string statement) => function switch
    {
        MethodDeclarationSyntax method => BodyEdit.PutFirst(method, [statement], Layout.Around(method)),
        LambdaExpressionSyntax lambda => BodyEdit.PutFirst(lambda, [statement], Layout.Around(lambda)),
        _ => null,
    };

    private static SourceEdit? Edit(SyntaxNode place, string import, Func<SemanticModel, TextChange[]?> change, Compilation compilation, CancellationToken cancel)
    {
        var model = compilation.GetSemanticModel(place.SyntaxTree);
        return change(model) is { } changes
            ? new SourceEdit(place.SyntaxTree, [.. model.Import(place.SpanStart, [import], cancel), .. changes])
            : null;
    }
}
