using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

public sealed class ShutdownHandlerMissingFixTests
{
    [Fact]
    public Task Worker_with_a_builder() => VerifyAsync(
        ProjectKind.Worker,
        """
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddSingleton<object>();

        var host = builder.Build();
        host.[|Run|]();
        """,
        """
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddGracefulShutdown();
        builder.Services.AddSingleton<object>();

        var host = builder.Build();
        host.Run();
        """);

    [Fact]
    public Task Worker_whose_builder_is_made_by_its_constructor() => VerifyAsync(
        ProjectKind.Worker,
        """
        var builder = new HostApplicationBuilder(args);
        await builder.Build().[|RunAsync|]();
        """,
        """
        var builder = new HostApplicationBuilder(args);
        builder.AddGracefulShutdown();
        await builder.Build().RunAsync();
        """);

    [Fact]
    public Task Worker_in_one_chain() => VerifyAsync(
        ProjectKind.Worker,
        """
        await Host.CreateDefaultBuilder(args).ConfigureServices(services => services.AddSingleton<object>()).[|RunConsoleAsync|]();
        """,
        """
        await Host.CreateDefaultBuilder(args).ConfigureServices(services => services.AddGracefulShutdown()).ConfigureServices(services => services.AddSingleton<object>()).RunConsoleAsync();
        """);

    [Fact]
    public Task Worker_whose_host_builder_is_a_variable() => VerifyAsync(
        ProjectKind.Worker,
        """
        var hostBuilder = new HostBuilder();
        hostBuilder.Build().[|Run|]();
        """,
        """
        var hostBuilder = new HostBuilder();
        hostBuilder.ConfigureServices(services => services.AddGracefulShutdown());
        hostBuilder.Build().Run();
        """);

    [Fact]
    public Task Web_app_gets_the_drain_too() => VerifyAsync(
        ProjectKind.Web,
        """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.[|Run|]();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        var app = builder.Build();
        app.UseDrain();
        app.Run();
        """);

    [Fact]
    public Task No_fix_without_the_project_file() =>
        new AppFixTest<ShutdownHandlerMissingAnalyzer, ShutdownHandlerMissingFix>(ProjectKind.Worker) { Project = null }.VerifyNoFixAsync("""
            Host.CreateApplicationBuilder(args).Build().[|Run|]();
            """);

    private static Task VerifyAsync(ProjectKind kind, string source, string fixedSource) =>
        new AppFixTest<ShutdownHandlerMissingAnalyzer, ShutdownHandlerMissingFix>(kind) { TestCode = source, FixedCode = fixedSource }.VerifyAsync();
}
