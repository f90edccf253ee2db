using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

public sealed class DrainHalfInstalledFixTests
{
    [Fact]
    public Task The_services_are_missing() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.[|UseDrain|]();
        app.Run();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        var app = builder.Build();
        app.UseDrain();
        app.Run();
        """);

    [Fact]
    public Task The_middleware_is_missing() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.[|AddGracefulShutdown|](options => options.DrainTimeout = TimeSpan.FromSeconds(5));
        var app = builder.Build();
        app.UseRouting();
        app.Run();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown(options => options.DrainTimeout = TimeSpan.FromSeconds(5));
        var app = builder.Build();
        app.UseDrain();
        app.UseRouting();
        app.Run();
        """);

    [Fact]
    public Task One_middleware_settles_two_calls_for_the_services() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.[|AddGracefulShutdown|]();
        builder.Services.[|AddGracefulShutdown|](options => options.DrainTimeout = TimeSpan.FromSeconds(5));
        var app = builder.Build();
        app.Run();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        builder.Services.AddGracefulShutdown(options => options.DrainTimeout = TimeSpan.FromSeconds(5));
        var app = builder.Build();
        app.UseDrain();
        app.Run();
        """);

    [Fact]
    public Task No_fix_where_there_is_no_place_for_it()
    {
        const string program = """
            var builders = new List<WebApplicationBuilder>();
            var app = builders[0].Services.[|AddGracefulShutdown|]().BuildServiceProvider().GetRequiredService<WebApplication>();
            app.Run();
            """;
        return VerifyAsync(program, program);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        RuntimeFixTest<DrainHalfInstalledAnalyzer, DrainHalfInstalledFix>.VerifyAsync(source, fixedSource);
}
