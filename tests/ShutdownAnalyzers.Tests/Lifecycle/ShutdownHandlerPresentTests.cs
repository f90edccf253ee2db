using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT101 stays silent where anything in the app registers a shutdown handler.</summary>
public sealed class ShutdownHandlerPresentTests
{
    [Theory]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => Console.WriteLine(\"bye\"));")]
    [InlineData("app.Lifetime.ApplicationStopped.Register(() => Console.WriteLine(\"bye\"));")]
    [InlineData("var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;")]
    [InlineData("app.MapGet(\"/\", async (IHostApplicationLifetime lifetime) => await Task.Delay(10, lifetime.ApplicationStopping));")]
    [InlineData("using var sigterm = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, _ => { });")]
    [InlineData("foreach (var signal in Enum.GetValues<System.Runtime.InteropServices.PosixSignal>()) GC.KeepAlive(System.Runtime.InteropServices.PosixSignalRegistration.Create(signal, _ => { }));")]
    public Task A_handler_beside_the_run_call(string statement) => Silent($"""
        var app = WebApplication.Create(args);
        {statement}
        app.Run();
        """);

    [Fact]
    public Task A_handler_in_another_file() => Silent(
        "WebApplication.Create(args).Run();",
        """
        class Cache
        {
            public Cache(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(Save);

            private void Save() { }
        }
        """);

    [Fact]
    public Task A_handler_in_an_extension_method_of_the_project() => Silent(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.Build().Run();
        """,
        """
        static class Extensions
        {
            public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
            {
                builder.Services.AddHostedService<Flush>();
                return builder;
            }
        }

        class Flush : IHostedService
        {
            public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

            public Task StopAsync(CancellationToken cancel)
            {
                Console.Out.Flush();
                return Task.CompletedTask;
            }
        }
        """);

    [Fact]
    public Task A_handler_in_a_Startup_class() => Silent(
        """
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        class Startup
        {
            public void Configure(IApplicationBuilder app, IHostApplicationLifetime lifetime)
            {
                lifetime.ApplicationStopping.Register(() => Console.WriteLine("bye"));
                app.UseRouting();
            }
        }
        """);

    [Fact]
    public Task A_handler_in_a_Configure_lambda() => Silent(
        """
        Host.CreateDefaultBuilder(args)
            .ConfigureWebHostDefaults(web => web.Configure(app =>
                app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => { })))
            .Build()
            .Run();
        """);

    [Fact]
    public Task A_lifecycle_service() => Silent(
        """
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddHostedService<Phases>();
        builder.Build().Run();

        class Phases : IHostedLifecycleService
        {
            public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;
            public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;
            public Task StartingAsync(CancellationToken cancel) => Task.CompletedTask;
            public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
            public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;
            public Task StoppingAsync(CancellationToken cancel) => Task.Delay(100, cancel);
        }
        """);

    [Fact]
    public Task The_worker_of_the_template() => Silent(
        """
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddHostedService<Worker>();

        var host = builder.Build();
        host.Run();

        public class Worker(ILogger<Worker> logger) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    logger.LogInformation("Worker running at: {time}", DateTimeOffset.Now);
                    await Task.Delay(1000, stoppingToken);
                }
            }
        }
        """);

    [Fact]
    public Task A_background_service_on_a_base_of_the_project() => Silent(
        """
        Host.CreateApplicationBuilder(args).Build().Run();

        abstract class Polling : BackgroundService;

        class Mail : Polling
        {
            protected override Task ExecuteAsync(CancellationToken stop) => Task.Delay(-1, stop);
        }
        """);

    [Fact]
    public Task A_stop_of_an_explicit_implementation() => Silent(
        """
        Host.CreateApplicationBuilder(args).Build().Run();

        class Mail : IHostedService
        {
            Task IHostedService.StartAsync(CancellationToken cancel) => Task.CompletedTask;

            async Task IHostedService.StopAsync(CancellationToken cancel) => await Task.Delay(10, cancel);
        }
        """);

    [Fact]
    public Task The_package_before_it_is_restored() => new AppTest<ShutdownHandlerMissingAnalyzer>(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        builder.Build().Run();
        """)
    { CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();

    [Fact]
    public Task The_package() => Silent(
        """
        Host.CreateDefaultBuilder(args).ConfigureServices(services => services.AddGracefulShutdown()).Build().Run();
        """,
        """
        namespace Microsoft.Extensions.DependencyInjection;

        static class GracefulShutdownServiceCollectionExtensions
        {
            public static IServiceCollection AddGracefulShutdown(this IServiceCollection services) => services;
        }
        """);

    [Theory]
    [InlineData("UseOurGoodbye")]
    [InlineData("Goodbye.UseOurGoodbye")]
    [InlineData("Shop.Goodbye.UseOurGoodbye")]
    [InlineData("Other, UseOurGoodbye")]
    public Task A_method_that_an_option_names(string name) => new AppTest<ShutdownHandlerMissingAnalyzer>(OwnMethod.Replace("[|", "").Replace("|]", ""))
    {
        Option = $"shutdown_analyzers.shutdown_handler_methods = {name}",
    }.RunAsync();

    [Fact]
    public Task A_method_that_an_option_of_an_editorconfig_names()
    {
        var test = new AppTest<ShutdownHandlerMissingAnalyzer>(OwnMethod.Replace("[|", "").Replace("|]", ""));
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nshutdown_analyzers.shutdown_handler_methods = UseOurGoodbye\n"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("UseOurGoodbyes")]
    [InlineData("Elsewhere.UseOurGoodbye")]
    public Task Not_a_method_that_only_resembles_what_an_option_names(string name) => new AppTest<ShutdownHandlerMissingAnalyzer>(OwnMethod)
    {
        Option = $"shutdown_analyzers.shutdown_handler_methods = {name}",
    }.RunAsync();

    [Fact]
    public Task A_library()
    {
        var test = new AppTest<ShutdownHandlerMissingAnalyzer>("public static class Server { public static void Run(WebApplication app) => app.Run(); }");
        test.TestState.OutputKind = OutputKind.DynamicallyLinkedLibrary;
        return test.RunAsync();
    }

    [Fact]
    public Task An_Aspire_app_host() => new AppTest<ShutdownHandlerMissingAnalyzer>("Host.CreateApplicationBuilder(args).Build().Run();")
    {
        Option = "build_property.IsAspireHost = true",
    }.RunAsync();

    [Theory]
    [InlineData("Aspire.Hosting")]
    [InlineData("Microsoft.Azure.Functions.Worker")]
    [InlineData("Amazon.Lambda.AspNetCoreServer")]
    public async Task An_app_whose_life_a_platform_owns(string assembly)
    {
        var platform = await Analysis.CompileAsync(assembly, OutputKind.DynamicallyLinkedLibrary, "public static class Functions { public static void AddFunctions(this IServiceCollection services) { } }");
        await new AppTest<ShutdownHandlerMissingAnalyzer>(
            """
            var builder = Host.CreateApplicationBuilder(args);
            builder.Services.AddFunctions();
            builder.Build().Run();
            """).RunAsync(platform.AsImplementation());
    }

    [Fact]
    public Task A_host_that_does_one_job_and_stops_itself() => Silent(
        """
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddHostedService<Import>();
        await builder.Build().RunAsync();

        class Import(IHostApplicationLifetime lifetime) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await Task.Delay(10);
                lifetime.StopApplication();
            }
        }
        """);

    [Fact]
    public Task A_service_framework_that_runs_the_program() => Silent(
        """
        var exitCode = HostFactory.Run(service => service.WhenStarted(() => { }));

        static class HostFactory
        {
            public static int Run(Action<Service> configure) => 0;
        }

        class Service
        {
            public void WhenStarted(Action start) { }
        }
        """);

    [Fact]
    public Task A_host_with_a_run_method_of_its_own() => Silent(
        """
        await new BrowserHost().RunAsync();

        class BrowserHost
        {
            public Task RunAsync() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_test_project() => new AppTest<ShutdownHandlerMissingAnalyzer>("WebApplication.Create(args).Run();")
    {
        Option = "build_property.IsTestProject = true",
    }.RunAsync();

    [Theory]
    [InlineData("var app = WebApplication.Create(args); app.")]
    [InlineData("var app = WebApplication.Create(args); app.Run(context => ")]
    [InlineData("app.Run();")]
    [InlineData("class Program { static void Main() => Host.Create")]
    public Task Half_typed_code(string program) => new AppTest<ShutdownHandlerMissingAnalyzer>(program) { CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();

    private const string OwnMethod = """
        var app = WebApplication.Create(args);
        Shop.Goodbye.UseOurGoodbye();
        app.[|Run|]();

        namespace Shop
        {
            static class Goodbye
            {
                public static void UseOurGoodbye() { }
            }
        }
        """;

    private static Task Silent(params string[] files) => new AppTest<ShutdownHandlerMissingAnalyzer>(files).RunAsync();
}
