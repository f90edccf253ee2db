using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

public sealed class BlockingStopCallbackFixTests
{
    [Fact]
    public Task Installs_the_package_in_place_of_the_sleep() => new AppFixTest<BlockingStopCallbackAnalyzer, BlockingStopCallbackFix>(ProjectKind.Web)
    {
        TestCode = """
            var builder = WebApplication.CreateBuilder(args);
            var app = builder.Build();

            // Kubernetes needs a while.
            app.Lifetime.ApplicationStopping.Register(() => Thread.[|Sleep|](TimeSpan.FromSeconds(5)));

            app.Run();
            """,
        FixedCode = """
            var builder = WebApplication.CreateBuilder(args);
            builder.AddGracefulShutdown(options => { options.LameDuckPeriod = TimeSpan.FromSeconds(5); options.EndLameDuckEarly = false; });
            var app = builder.Build();
            app.UseDrain();

            app.Run();
            """,
        Title = "Be a lame duck instead and add the package ShutdownAnalyzers.Runtime.AspNetCore (restore afterwards)",
    }.VerifyAsync();

    [Fact]
    public Task A_worker_needs_no_drain() => new AppFixTest<BlockingStopCallbackAnalyzer, BlockingStopCallbackFix>(ProjectKind.Worker)
    {
        TestCode = """
            var builder = Host.CreateApplicationBuilder(args);
            var host = builder.Build();
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => Thread.[|Sleep|](1500));
            host.Run();
            """,
        FixedCode = """
            var builder = Host.CreateApplicationBuilder(args);
            builder.AddGracefulShutdown(options => { options.LameDuckPeriod = TimeSpan.FromMilliseconds(1500); options.EndLameDuckEarly = false; });
            var host = builder.Build();
            host.Run();
            """,
    }.VerifyAsync();

    [Fact]
    public Task Gives_options_to_the_services_that_are_there() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddGracefulShutdown();
        var app = builder.Build();
        app.UseDrain();
        app.Lifetime.ApplicationStopping.Register(() =>
        {
            Console.WriteLine("stopping");
            Task.Delay(15_000).GetAwaiter().[|GetResult|]();
        });
        app.Run();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddGracefulShutdown(options => { options.LameDuckPeriod = TimeSpan.FromSeconds(15); options.EndLameDuckEarly = false; options.ForcedExitTimeout = TimeSpan.FromSeconds(45); });
        var app = builder.Build();
        app.UseDrain();
        app.Lifetime.ApplicationStopping.Register(() =>
        {
            Console.WriteLine("stopping");
        });
        app.Run();
        """);

    [Theory]
    [InlineData("", "app.Lifetime.ApplicationStopping.Register(() => Work().[|Wait|]());")]
    [InlineData("", "app.Lifetime.ApplicationStopping.Register(() => Thread.[|Sleep|](args.Length * 5000));")]
    [InlineData("", "if (args.Length > 0) app.Lifetime.ApplicationStopping.Register(() => Thread.[|Sleep|](5000));")]
    [InlineData("options => options.DrainTimeout = TimeSpan.FromSeconds(5)", "app.Lifetime.ApplicationStopping.Register(() => Thread.[|Sleep|](5000));")]
    public Task No_fix_for_work_and_for_options_that_are_set(string options, string registration)
    {
        var program = $"""
            var builder = WebApplication.CreateBuilder(args);
            builder.AddGracefulShutdown({options});
            var app = builder.Build();
            app.UseDrain();
            {registration}
            app.Run();

            static Task Work() => Task.CompletedTask;
            """;
        return VerifyAsync(program, program);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        RuntimeFixTest<BlockingStopCallbackAnalyzer, BlockingStopCallbackFix>.VerifyAsync(source, fixedSource);
}
