using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

public sealed class DrainHalfInstalledTests
{
    [Theory]
    [InlineData("", "app.[|UseDrain|]();")]
    [InlineData("builder.[|AddGracefulShutdown|]();", "")]
    [InlineData("builder.Services.[|AddGracefulShutdown|](options => options.DrainTimeout = TimeSpan.FromSeconds(5));", "app.UseRouting();")]
    public Task One_half_without_the_other(string services, string pipeline) => Runs(services, pipeline);

    [Fact]
    public Task Reported_at_the_half_that_is_there_in_its_own_file() => Verify(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddOurs();
        builder.Build().Run();
        """,
        """
        static class Ours
        {
            public static void AddOurs(this IServiceCollection services) => services.[|AddGracefulShutdown|]();
        }
        """);

    [Fact]
    public Task A_startup_class() => Verify("""
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.[|AddGracefulShutdown|]();

            public void Configure(IApplicationBuilder app) => app.UseRouting();
        }
        """);

    [Theory]
    [InlineData("builder.AddGracefulShutdown();", "app.UseDrain();")]
    [InlineData("builder.Services.AddGracefulShutdown();", "app.UseDrain();")]
    [InlineData("", "")]
    [InlineData("builder.AddGracefulShutdown();", "app.Use((context, next) => { if (stopping) { context.Response.StatusCode = 503; return Task.CompletedTask; } return next(context); });")]
    public Task Silent_where_both_or_none_are_there(string services, string pipeline) => Runs(services, pipeline);

    [Fact]
    public Task Silent_where_a_startup_filter_brings_the_middleware() => Runs(
        "builder.Services.AddTransient<IStartupFilter, DrainFirst>(); builder.AddGracefulShutdown();",
        "",
        "class DrainFirst : IStartupFilter { public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => { app.UseDrain(); next(app); }; }");

    [Fact]
    public Task Silent_in_a_worker() => Verify("""
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddGracefulShutdown();
        builder.Build().Run();
        """);

    [Fact]
    public Task Silent_in_a_library()
    {
        var test = new RuleTest<DrainHalfInstalledAnalyzer>(ProjectKind.Web, "public static class Defaults { public static void UseDefaults(this WebApplication app) { app.UseDrain(); app.Run(); } }");
        test.TestState.OutputKind = OutputKind.DynamicallyLinkedLibrary;
        return test.VerifyAsync(RuntimeReferences.All);
    }

    [Theory]
    [InlineData("builder.Services.AddDefaults();", "app.UseDrain();")]
    [InlineData("builder.AddGracefulShutdown();", "app.UseDefaults();")]
    public async Task Silent_where_a_method_that_cannot_be_seen_may_bring_the_other(string services, string pipeline)
    {
        var library = await Analysis.CompileAsync("Defaults", OutputKind.DynamicallyLinkedLibrary, """
            public static class Defaults
            {
                public static IServiceCollection AddDefaults(this IServiceCollection services) => services;
                public static IApplicationBuilder UseDefaults(this IApplicationBuilder app) => app;
            }
            """);
        await new RuleTest<DrainHalfInstalledAnalyzer>(ProjectKind.Web, Program(services, pipeline, "")).VerifyAsync([.. RuntimeReferences.All, library.AsReferenceAssembly()]);
    }

    [Fact]
    public async Task A_referenced_project_with_the_package_says_that_it_brings_nothing()
    {
        var library = await Analysis.CompileAsync("Defaults", OutputKind.DynamicallyLinkedLibrary, "public static class Defaults { public static IServiceCollection AddDefaults(this IServiceCollection services) => services; }");
        await new RuleTest<DrainHalfInstalledAnalyzer>(ProjectKind.Web, Program("builder.Services.AddDefaults();", "app.[|UseDrain|]();", ""))
            .VerifyAsync([.. RuntimeReferences.All, library.WithMarks().AsReferenceAssembly()]);
    }

    [Fact]
    public Task Both_halves_count_before_the_package_is_restored() => new RuleTest<DrainHalfInstalledAnalyzer>(ProjectKind.Web, Program("builder.AddGracefulShutdown();", "app.UseDrain();", "")) { CompilerDiagnostics = CompilerDiagnostics.None }.VerifyAsync();

    [Fact]
    public Task Silent_on_methods_of_the_user_s_own() => new RuleTest<DrainHalfInstalledAnalyzer>(ProjectKind.Web, Program("", "app.UseDrain();",
        "static class Ours { public static IApplicationBuilder UseDrain(this IApplicationBuilder app) => app; }")).VerifyAsync();

    private static Task Runs(string services, string pipeline, string types = "") => Verify(Program(services, pipeline, types));

    private static string Program(string services, string pipeline, string types) => $"""
        var stopping = false;
        var builder = WebApplication.CreateBuilder(args);
        {services}
        var app = builder.Build();
        app.Lifetime.ApplicationStopping.Register(() => stopping = true);
        {pipeline}
        app.Run();
        {types}
        """;

    private static Task Verify(params string[] files) => new RuleTest<DrainHalfInstalledAnalyzer>(ProjectKind.Web, files).VerifyAsync(RuntimeReferences.All);
}
