using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT101 stays silent where there is no app that SIGTERM could surprise.</summary>
public sealed class ShutdownHandlerNotNeededTests
{
    [Fact]
    public Task A_library()
    {
        var test = new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web, "public static class Server { public static void Run(WebApplication app) => app.Run(); }");
        test.TestState.OutputKind = OutputKind.DynamicallyLinkedLibrary;
        return test.VerifyAsync();
    }

    [Fact]
    public Task An_Aspire_app_host()
    {
        var test = new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web, "Host.CreateApplicationBuilder(args).Build().Run();");
        test.Set("build_property.IsAspireHost", "true");
        return test.VerifyAsync();
    }

    [Theory]
    [InlineData("Aspire.Hosting")]
    [InlineData("Microsoft.Azure.Functions.Worker")]
    [InlineData("Amazon.Lambda.AspNetCoreServer")]
    public async Task An_app_whose_life_a_platform_owns(string assembly)
    {
        var platform = await Analysis.CompileAsync(assembly, OutputKind.DynamicallyLinkedLibrary, "public static class Functions { public static void AddFunctions(this IServiceCollection services) { } }");
        await new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web,
            """
            var builder = Host.CreateApplicationBuilder(args);
            builder.Services.AddFunctions();
            builder.Build().Run();
            """).VerifyAsync(platform.AsImplementation());
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
    public Task A_test_project()
    {
        var test = new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web, "WebApplication.Create(args).Run();");
        test.Set("build_property.IsTestProject", "true");
        return test.VerifyAsync();
    }

    [Theory]
    [InlineData("var app = WebApplication.Create(args); app.")]
    [InlineData("var app = WebApplication.Create(args); app.Run(context => ")]
    [InlineData("app.Run();")]
    [InlineData("class Program { static void Main() => Host.Create")]
    public Task Half_typed_code(string program) => new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web, program) { CompilerDiagnostics = CompilerDiagnostics.None }.VerifyAsync();

    private static Task Silent(params string[] files) => new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web, files).VerifyAsync();
}
