using Microsoft.CodeAnalysis.Testing;

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
    public Task The_package_before_it_is_restored() => new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        builder.Build().Run();
        """)
    { CompilerDiagnostics = CompilerDiagnostics.None }.VerifyAsync();

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

    private static Task Silent(params string[] files) => new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web, files).VerifyAsync();
}
