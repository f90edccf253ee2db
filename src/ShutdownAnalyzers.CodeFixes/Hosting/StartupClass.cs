using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The functions in which an app without a <c>WebApplication</c> registers its services and puts its pipeline together.</summary>
internal static class StartupClass
{
    /// <summary><c>Startup.ConfigureServices</c>.</summary>
    public static IParameterSymbol? Services(Compilation compilation, CancellationToken cancel) =>
        ParameterOf("ConfigureServices", FrameworkTypes.Of(compilation).IServiceCollection, compilation, cancel);

    /// <summary><c>Startup.Configure</c>, or the lambda given to <c>Configure</c>.</summary>
    public static IParameterSymbol? Pipeline(Compilation compilation, CancellationToken cancel)
    {
        var builder = FrameworkTypes.Of(compilation).IApplicationBuilder;
        return ParameterOf("Configure", builder, compilation, cancel) ?? LambdaParameter(builder, compilation, cancel);
    }

    private static IParameterSymbol? ParameterOf(string method, INamedTypeSymbol? type, Compilation compilation, CancellationToken cancel) =>
        compilation.Search(["UseStartup"])
            .Select(mention => mention.Symbol(cancel) is IMethodSymbol { TypeArguments.Length: 1 } use ? use.TypeArguments[0] : null)
            .SelectMany(startup => startup?.GetMembers(method) ?? [])
            .OfType<IMethodSymbol>()
            .SelectMany(static found => found.Parameters)
            .FirstOrDefault(parameter => parameter.Type.Is(type));

    private static IParameterSymbol? LambdaParameter(INamedTypeSymbol? type, Compilation compilation, CancellationToken cancel) =>
        compilation.Search(["Configure"])
            .Where(mention => mention.Call is not null && mention.Symbol(cancel) is IMethodSymbol { ReceiverType: var receiver } && receiver.IsA(FrameworkTypes.Of(compilation).IWebHostBuilder))
            .SelectMany(mention => mention.Call!.ArgumentList.Arguments.Select(argument => mention.Model.FunctionOf(argument.Expression, cancel)))
            .SelectMany(static lambda => lambda?.Parameters ?? [])
            .FirstOrDefault(parameter => parameter.Type.Is(type));
}
