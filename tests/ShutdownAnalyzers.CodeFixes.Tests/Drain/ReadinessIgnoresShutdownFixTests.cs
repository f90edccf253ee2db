using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

public sealed class ReadinessIgnoresShutdownFixTests
{
    [Fact]
    public Task Installs_what_the_check_needs() => new AppFixTest<ReadinessIgnoresShutdownAnalyzer, ReadinessIgnoresShutdownFix>(ProjectKind.Web)
    {
        TestCode = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHealthChecks();
            var app = builder.Build();
            app.[|MapHealthChecks|]("/ready");
            app.Run();
            """,
        FixedCode = """
            var builder = WebApplication.CreateBuilder(args);
            builder.AddGracefulShutdown();
            builder.Services.AddHealthChecks().AddDrainReadiness();
            var app = builder.Build();
            app.UseDrain();
            app.MapHealthChecks("/ready");
            app.Run();
            """,
        Title = "Let readiness see the shutdown and the package ShutdownAnalyzers.Runtime.AspNetCore (restore afterwards)",
    }.VerifyAsync();

    [Fact]
    public Task One_check_serves_every_endpoint() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        builder.Services
            .AddHealthChecks()
            .AddCheck("disk", () => new());
        var app = builder.Build();
        app.UseDrain();
        app.[|MapHealthChecks|]("/ready");
        app.[|MapHealthChecks|]("/health");
        app.MapHealthChecks("/live");
        app.Run();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        builder.Services
            .AddHealthChecks()
            .AddDrainReadiness()
            .AddCheck("disk", () => new());
        var app = builder.Build();
        app.UseDrain();
        app.MapHealthChecks("/ready");
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/live");
        app.Run();
        """);

    [Theory]
    [InlineData("")]
    [InlineData("builder.Services.AddHealthChecks(); builder.Services.AddHealthChecks();")]
    public Task No_fix_where_it_is_open_which_checks_are_meant(string services)
    {
        var program = $$"""
            var builder = WebApplication.CreateBuilder(args);
            builder.AddGracefulShutdown();
            {{services}}
            var app = builder.Build();
            app.UseDrain();
            app.[|MapHealthChecks|]("/ready");
            app.Run();
            """;
        return VerifyAsync(program, program);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        RuntimeFixTest<ReadinessIgnoresShutdownAnalyzer, ReadinessIgnoresShutdownFix>.VerifyAsync(source, fixedSource);
}
