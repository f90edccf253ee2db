using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Where an app's code calls the runtime: each method knows one place a kind of app, and is null if this app has none.</summary>
internal sealed class GracefulShutdownCalls(Compilation compilation, CancellationToken cancel)
{
    private const string HostingNamespace = "Microsoft.Extensions.Hosting";
    private const string ServicesNamespace = "Microsoft.Extensions.DependencyInjection";
    private const string PipelineNamespace = "Microsoft.AspNetCore.Builder";

    private const string UseMiddleware = $"{GracefulShutdown.UseMiddleware}()";

    private readonly FrameworkTypes _types = FrameworkTypes.Of(compilation);
    private readonly Creation _creation = new(compilation, cancel);

    /// <summary>Adds the services, perhaps with options, as early as they can be: to the builder, to the services of a <c>Startup</c> class or of a host builder.</summary>
    public SourceEdit? InServices(string options = "")
    {
        var add = $"{GracefulShutdown.AddServices}({options})";
        if (_creation.OfBuilder() is { } builder)
            return Edit(builder, HostingNamespace, model => model.CallNext(builder, "builder", add, IsBuilder, cancel));

        if (_creation.OfAppWithoutBuilder() is { Expression: MemberAccessExpressionSyntax create } app)
            return Edit(app, HostingNamespace, _ => Values.Extract(app, $"{create.Expression}.CreateBuilder{app.ArgumentList}", "builder", add, static variable => $"{variable}.Build()"));

        if (StartupClass.Services(compilation, cancel) is { } services)
            return First(services, add, ServicesNamespace);

        if (_creation.OfHostBuilder() is { } host)
            return InHostBuilder(host, add);

        // A builder that is not made in one plain place is met where the app is built.
        return _creation.OfApp() is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var made } }
            ? Edit(made, HostingNamespace, _ => Values.CallBeforeUse(made, "builder", add))
            : null;
    }

    /// <summary>Puts the middleware first: right behind the app's making, or first in a <c>Startup</c> class or a lambda.</summary>
    public SourceEdit? InPipeline()
    {
        if (_creation.OfApp() is { } app)
            return Edit(app, PipelineNamespace, model => model.CallNext(app, "app", UseMiddleware, type => type.IsA(_types.IApplicationBuilder), cancel));

        return StartupClass.Pipeline(compilation, cancel) is { } pipeline ? First(pipeline, UseMiddleware, PipelineNamespace) : null;
    }

    /// <summary>Adds the package's check to the app's health checks.</summary>
    public SourceEdit? InHealthChecks()
    {
        var added = compilation.Search(["AddHealthChecks"]).Select(static mention => mention.Call).OfType<InvocationExpressionSyntax>().ToList();
        return added.Count == 1 ? Edit(added[0], ServicesNamespace, _ => [Values.CallInChain(added[0], $"{GracefulShutdown.AddReadiness}()")]) : null;
    }

    private SourceEdit? InHostBuilder(ExpressionSyntax host, string add)
    {
        var call = $"ConfigureServices(services => services.{add})";
        return host.Parent is EqualsValueClauseSyntax or AssignmentExpressionSyntax
            ? Edit(host, ServicesNamespace, model => model.CallNext(host, "hostBuilder", call, IsHostBuilder, cancel))
            : Edit(host, ServicesNamespace, _ => [Values.CallInChain(host, call)]);
    }

    /// <summary>The call as the first that a function makes on its parameter.</summary>
    private SourceEdit? First(IParameterSymbol parameter, string call, string import)
    {
        var function = parameter.ContainingSymbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel);
        return function is not null && compilation.ContainsSyntaxTree(function.SyntaxTree) && PutFirst(function, $"{parameter.Name}.{call};") is { } change
            ? Edit(function, import, _ => [change])
            : null;
    }

    private static TextChange? PutFirst(SyntaxNode function, string statement) => function switch
    {
        MethodDeclarationSyntax method => BodyEdit.PutFirst(method, [statement], Layout.Around(method)),
        LambdaExpressionSyntax lambda => BodyEdit.PutFirst(lambda, [statement], Layout.Around(lambda)),
        _ => null,
    };

    private SourceEdit? Edit(SyntaxNode place, string import, Func<SemanticModel, TextChange[]?> change)
    {
        var model = compilation.GetSemanticModel(place.SyntaxTree);
        return change(model) is { } changes ? new(place.SyntaxTree, [.. model.Import(place.SpanStart, [import], cancel), .. changes]) : null;
    }

    private bool IsBuilder(ITypeSymbol type) => type.IsA(_types.IHostApplicationBuilder);

    private bool IsHostBuilder(ITypeSymbol type) => type.IsA(_types.IHostBuilder) || type.IsA(_types.IWebHostBuilder);
}
