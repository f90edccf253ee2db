using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Drain;
using ShutdownAnalyzers.Lifecycle;

namespace ShutdownAnalyzers.Hosting;

/// <summary>An app that is handed to another assembly: what the rules say depends on what that assembly is seen to register.</summary>
public sealed class HandOverTests
{
    private const string RegistersHandler = """
        public static class Defaults
        {
            public static IHostApplicationBuilder AddServiceDefaults(this IHostApplicationBuilder builder)
            {
                builder.Services.AddHostedService<Flush>();
                return builder;
            }

            private sealed class Flush(IHostApplicationLifetime lifetime) : BackgroundService
            {
                protected override Task ExecuteAsync(CancellationToken stop) => Task.Delay(-1, lifetime.ApplicationStopping);
            }
        }
        """;

    private const string RegistersNothing = """
        public static class Defaults
        {
            public static IHostApplicationBuilder AddServiceDefaults(this IHostApplicationBuilder builder)
            {
                builder.Services.AddHttpContextAccessor();
                return builder;
            }
        }
        """;

    private const string RegistersDrain = """
        public static class Defaults
        {
            public static IApplicationBuilder UseDefaults(this IApplicationBuilder app)
            {
                var lifetime = app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>();
                return app.Use((context, next) =>
                {
                    if (!lifetime.ApplicationStopping.IsCancellationRequested)
                        return next(context);

                    context.Response.StatusCode = 503;
                    return Task.CompletedTask;
                });
            }
        }
        """;

    /// <summary>How an app meets the code of another project: in a build and in an editor, with the package installed there and without.</summary>
    public static TheoryData<string> ReferencedProjects => ["build, marked", "editor, marked", "build, unmarked", "editor, unmarked"];

    [Theory]
    [MemberData(nameof(ReferencedProjects))]
    public async Task Silent_when_a_referenced_project_registers_a_handler(string how) =>
        await Handlers(AddsServiceDefaults("Run")).VerifyAsync(await ReferenceAsync(how, RegistersHandler));

    [Theory]
    [MemberData(nameof(ReferencedProjects))]
    public async Task Silent_when_a_referenced_project_drains(string how) =>
        await Drains(UsesDefaults("Run")).VerifyAsync(await ReferenceAsync(how, RegistersDrain));

    [Theory]
    [InlineData("build, marked")]
    [InlineData("editor, marked")]
    public async Task Reported_when_a_referenced_project_is_known_to_register_nothing(string how)
    {
        await Handlers(AddsServiceDefaults("[|Run|]")).VerifyAsync(await ReferenceAsync(how, RegistersNothing));
        await Drains(AddsServiceDefaults("[|Run|]")).VerifyAsync(await ReferenceAsync(how, RegistersNothing));
    }

    [Theory]
    [InlineData("build, unmarked")]
    [InlineData("editor, unmarked")]
    public async Task Silent_when_a_referenced_project_cannot_be_seen(string how)
    {
        await Handlers(AddsServiceDefaults("Run")).VerifyAsync(await ReferenceAsync(how, RegistersNothing));
        await Drains(AddsServiceDefaults("Run")).VerifyAsync(await ReferenceAsync(how, RegistersNothing));
    }

    [Theory]
    [InlineData("build, unmarked")]
    [InlineData("editor, unmarked")]
    public async Task Reported_when_a_referenced_project_cannot_be_seen_and_the_user_is_strict(string how)
    {
        var test = Handlers(AddsServiceDefaults("[|Run|]"));
        test.Set("shutdown_analyzers.SHUT101.strict", "true");
        await test.VerifyAsync(await ReferenceAsync(how, RegistersNothing));
    }

    [Theory]
    [MemberData(nameof(ReferencedProjects))]
    public async Task Reported_when_a_referenced_project_is_handed_nothing(string how) =>
        await Handlers("WebApplication.Create(args).[|Run|]();").VerifyAsync(await ReferenceAsync(how, RegistersHandler));

    [Fact]
    public async Task Silent_when_a_package_registers_a_handler() =>
        await Handlers(AddsServiceDefaults("Run")).VerifyAsync((await LibraryAsync(RegistersHandler)).AsImplementation());

    [Fact]
    public async Task Silent_when_a_package_drains() =>
        await Drains(UsesDefaults("Run")).VerifyAsync((await LibraryAsync(RegistersDrain)).AsImplementation());

    [Fact]
    public async Task Reported_when_a_package_is_seen_to_register_nothing()
    {
        await Handlers(AddsServiceDefaults("[|Run|]")).VerifyAsync((await LibraryAsync(RegistersNothing)).AsImplementation());
        await Drains(AddsServiceDefaults("[|Run|]")).VerifyAsync((await LibraryAsync(RegistersHandler)).AsImplementation());
    }

    [Fact]
    public async Task Silent_when_a_package_hands_on_to_a_package_that_registers_a_handler()
    {
        var inner = (await LibraryAsync(RegistersHandler)).AsImplementation();
        var outer = await Analysis.CompileAsync("Outer", OutputKind.DynamicallyLinkedLibrary, "public static class Outer { public static void AddAll(this IHostApplicationBuilder builder) => builder.AddServiceDefaults(); }", inner);

        await Handlers("""
            var builder = Host.CreateApplicationBuilder(args);
            builder.AddAll();
            builder.Build().Run();
            """).VerifyAsync(outer.AsImplementation(), inner);
    }

    [Fact]
    public async Task Silent_when_a_package_calls_this_one_for_its_users()
    {
        var runtime = (await Analysis.CompileAsync("ShutdownAnalyzers.Runtime", OutputKind.DynamicallyLinkedLibrary, """
            public static class GracefulShutdownHostBuilderExtensions { public static void AddGracefulShutdown(this IHostApplicationBuilder builder) { } }
            public static class DrainApplicationBuilderExtensions { public static void UseDrain(this IApplicationBuilder app) { } }
            """)).AsImplementation();
        var defaults = (await Analysis.CompileAsync("Defaults", OutputKind.DynamicallyLinkedLibrary, """
            public static class Defaults
            {
                public static void AddServiceDefaults(this IHostApplicationBuilder builder) => builder.AddGracefulShutdown();
                public static void UseDefaults(this IApplicationBuilder app) => app.UseDrain();
            }
            """, runtime)).AsImplementation();

        await Handlers(AddsServiceDefaults("Run")).VerifyAsync(defaults, runtime);
        await Drains(UsesDefaults("Run")).VerifyAsync(defaults, runtime);
    }

    [Fact]
    public async Task The_mark_of_a_project_tells_what_it_was_handed_by_another()
    {
        var inner = (await LibraryAsync(RegistersHandler)).WithMarks().AsReferenceAssembly();
        var outer = await Analysis.CompileAsync("Outer", OutputKind.DynamicallyLinkedLibrary, "public static class Outer { public static void AddAll(this IHostApplicationBuilder builder) => builder.AddServiceDefaults(); }", inner);

        await Handlers("""
            var builder = Host.CreateApplicationBuilder(args);
            builder.AddAll();
            builder.Build().Run();
            """).VerifyAsync(outer.WithMarks().AsReferenceAssembly(), inner);
    }

    [Theory]
    [InlineData("builder.Services.AddHostedService<Elsewhere.Worker>();")]
    [InlineData("builder.Services.AddHostedService<Derived>();")]
    [InlineData("new Elsewhere.Module(builder.Services);")]
    [InlineData("Elsewhere.Module.Configure(42, builder);")]
    [InlineData("builder.ConfigureContainer(new Elsewhere.Module(builder.Services));")]
    public async Task Silent_when_a_type_elsewhere_is_handed_the_services(string statement) =>
        await Handlers($$"""
            var builder = Host.CreateApplicationBuilder(args);
            {{statement}}
            builder.Build().Run();

            sealed class Derived : Elsewhere.Worker;
            """).VerifyAsync((await LibraryAsync("""
            namespace Elsewhere;

            public class Worker : IHostedService
            {
                public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;
                public Task StopAsync(CancellationToken cancel) => Task.Delay(10, cancel);
            }

            public class Module(IServiceCollection services) : IServiceProviderFactory<IServiceCollection>
            {
                public static void Configure(int order, IHostApplicationBuilder builder) { }
                public IServiceCollection CreateBuilder(IServiceCollection collection) => services;
                public IServiceProvider CreateServiceProvider(IServiceCollection collection) => collection.BuildServiceProvider();
            }
            """)).AsImplementation());

    [Fact]
    public async Task Silent_when_the_builder_comes_from_elsewhere() =>
        await Handlers("""
            var builder = Functions.CreateBuilder(args);
            builder.Build().Run();
            """).VerifyAsync((await LibraryAsync("""
            public static class Functions
            {
                public static HostApplicationBuilder CreateBuilder(string[] args)
                {
                    var builder = Host.CreateApplicationBuilder(args);
                    builder.Services.AddHostedService<Worker>();
                    return builder;
                }

                private sealed class Worker : BackgroundService
                {
                    protected override Task ExecuteAsync(CancellationToken stop) => Task.Delay(-1, stop);
                }
            }
            """)).AsImplementation());

    [Fact]
    public async Task Silent_when_a_Startup_class_in_another_file_hands_its_services_on() =>
        await new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web,
            "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();",
            """
            class Startup
            {
                public void ConfigureServices(IServiceCollection services) => services.AddBus();

                public void Configure(IApplicationBuilder app) => app.UseRouting();
            }
            """).VerifyAsync((await LibraryAsync("public static class Bus { public static void AddBus(this IServiceCollection services) { } }")).AsReferenceAssembly());

    private static string AddsServiceDefaults(string run) => $"""
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.{run}();
        """;

    private static string UsesDefaults(string run) => $"""
        var app = WebApplication.Create(args);
        app.UseDefaults();
        app.{run}();
        """;

    private static RuleTest<ShutdownHandlerMissingAnalyzer> Handlers(string program) => new(ProjectKind.Web, program);

    private static RuleTest<DrainMissingAnalyzer> Drains(string program) => new(ProjectKind.Web, program);

    private static async Task<Compilation> LibraryAsync(string source) => await Analysis.CompileAsync("Library", OutputKind.DynamicallyLinkedLibrary, source);

    private static async Task<MetadataReference> ReferenceAsync(string how, string source)
    {
        var library = await LibraryAsync(source);
        if (how.EndsWith(", marked", StringComparison.Ordinal))
            library = library.WithMarks();

        return how.StartsWith("build", StringComparison.Ordinal) ? library.AsReferenceAssembly() : library.ToMetadataReference();
    }
}
