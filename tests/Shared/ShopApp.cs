using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Deployment;

/// <summary>The app that the deployment files of a test deploy: the assembly <c>Shop.Api</c>, whose project is the folder <c>/src/Shop</c>.</summary>
internal static class ShopApp
{
    public const string Folder = "/src/Shop/";

    /// <summary>A web app as its template makes it.</summary>
    public const string Plain = """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.Run();
        """;

    /// <summary>A web app that drains.</summary>
    public const string Draining = """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        var app = builder.Build();
        app.UseDrain();
        app.Run();
        """;

    /// <summary>Gives the project under test these files, and the packages to compile against.</summary>
    public static void Deploy(this AnalyzerTest<DefaultVerifier> test, params (string Path, string Text)[] files)
    {
        test.Set("build_property.ProjectDir", Folder);
        test.SolutionTransforms.Add(static (solution, project) => solution.WithProjectAssemblyName(project, "Shop.Api"));
        test.TestState.AdditionalReferences.Add(typeof(Runtime.IGracefulShutdown).Assembly);
        test.TestState.AdditionalReferences.Add(typeof(Microsoft.AspNetCore.Builder.DrainApplicationBuilderExtensions).Assembly);
        foreach (var (path, text) in files)
            test.TestState.AdditionalFiles.Add((PathOf(path), text));
    }

    /// <summary>A path below the project's folder, or one from the root on.</summary>
    public static string PathOf(string path) => path.StartsWith('/') ? path : Folder + path;
}
