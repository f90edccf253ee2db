using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The fix of SHUT105.</summary>
public sealed class AsyncLifetimeCallbackFixTests
{
    [Fact]
    public Task Web_app_without_the_package() => new AppFixTest<AsyncLifetimeCallbackAnalyzer, AsyncLifetimeCallbackFix>(ProjectKind.Web)
    {
        TestCode = """
            var builder = WebApplication.CreateBuilder(args);
            var app = builder.Build();
            app.Lifetime.ApplicationStopping.Register([|async|] () =>
            {
                await FlushAsync(); // All of it.
            });
            app.Lifetime.ApplicationStopping.Register([|async|] () => await Task.Delay(100));
            app.Run();

            static async Task FlushAsync() => await Task.Yield();
            """,
        FixedCode = """
            using ShutdownAnalyzers.Runtime;

            var builder = WebApplication.CreateBuilder(args);
            builder.AddGracefulShutdown();
            var app = builder.Build();
            app.UseDrain();
            app.Services.GetRequiredService<IGracefulShutdown>().OnDraining("FlushAsync", async cancellationToken =>
            {
                await FlushAsync(); // All of it.
            });
            app.Services.GetRequiredService<IGracefulShutdown>().OnDraining("Delay", async cancellationToken => await Task.Delay(100));
            app.Run();

            static async Task FlushAsync() => await Task.Yield();
            """,
    }.VerifyAsync();

    [Fact]
    public Task Worker_without_the_package() => new AppFixTest<AsyncLifetimeCallbackAnalyzer, AsyncLifetimeCallbackFix>(ProjectKind.Worker)
    {
        TestCode = """
            var builder = Host.CreateApplicationBuilder(args);
            var host = builder.Build();
            var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
            lifetime.ApplicationStopping.Register([|async|] () => await Task.Delay(100));
            host.Run();
            """,
        FixedCode = """
            using ShutdownAnalyzers.Runtime;

            var builder = Host.CreateApplicationBuilder(args);
            builder.AddGracefulShutdown();
            var host = builder.Build();
            var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
            host.Services.GetRequiredService<IGracefulShutdown>().OnDraining("Delay", async cancellationToken => await Task.Delay(100));
            host.Run();
            """,
    }.VerifyAsync();

    [Fact]
    public Task Method_that_is_there_for_it() => new AppFixTest<AsyncLifetimeCallbackAnalyzer, AsyncLifetimeCallbackFix>(ProjectKind.Worker)
    {
        TestCode = """
            var host = Host.CreateApplicationBuilder(args).Build();
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register([|FlushAsync|]);
            host.Run();

            static async void FlushAsync() => await Task.Yield();
            """,
        FixedCode = """
            using ShutdownAnalyzers.Runtime;

            var builder = Host.CreateApplicationBuilder(args);
            builder.AddGracefulShutdown();
            var host = builder.Build();
            host.Services.GetRequiredService<IGracefulShutdown>().OnDraining("FlushAsync", async _ => await FlushAsync());
            host.Run();

            static async Task FlushAsync() => await Task.Yield();
            """,
    }.VerifyAsync();

    [Theory]
    [InlineData("(IHostApplicationLifetime lifetime)", "(IGracefulShutdown shutdown)", "this")]
    [InlineData("(IConfiguration settings, IHostApplicationLifetime lifetime)", "(IConfiguration settings, IHostApplicationLifetime lifetime, IGracefulShutdown shutdown)", "(settings, lifetime)")]
    public Task In_a_service_that_the_container_can_give_the_package(string parameters, string fixedParameters, string used)
    {
        return new AppFixTest<AsyncLifetimeCallbackAnalyzer, AsyncLifetimeCallbackFix>(ProjectKind.Worker)
        {
            TestCode = Program("", "", parameters, "lifetime.ApplicationStopping.Register([|async|] () => await FlushAsync());"),
            FixedCode = Program("using ShutdownAnalyzers.Runtime;\n\n", "builder.AddGracefulShutdown();\n", fixedParameters, "shutdown.OnDraining(\"FlushAsync\", async cancellationToken => await FlushAsync());"),
        }.VerifyAsync();

        string Program(string import, string install, string parameters, string register) => $$"""
            {{import}}var builder = Host.CreateApplicationBuilder(args);
            {{install}}builder.Services.AddHostedService<Outbox>();
            builder.Build().Run();

            class Outbox{{parameters}} : BackgroundService
            {
                protected override Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    {{register}}
                    return Task.CompletedTask;
                }

                private object Used => {{used}};
                private static Task FlushAsync() => Task.CompletedTask;
            }
            """;
    }

    [Fact]
    public Task All_of_a_service_leave_no_parameter_unread()
    {
        return new AppFixTest<AsyncLifetimeCallbackAnalyzer, AsyncLifetimeCallbackFix>(ProjectKind.Worker)
        {
            TestCode = Program("", "", "IHostApplicationLifetime lifetime, IConfiguration settings", """
                lifetime.ApplicationStopping.Register([|async|] () => await FlushAsync());
                lifetime.ApplicationStopping.Register([|async|] () => await CloseAsync());
                """),
            FixedCode = Program("using ShutdownAnalyzers.Runtime;\n\n", "builder.AddGracefulShutdown();\n", "IConfiguration settings, IGracefulShutdown shutdown", """
                shutdown.OnDraining("FlushAsync", async cancellationToken => await FlushAsync());
                shutdown.OnDraining("CloseAsync", async cancellationToken => await CloseAsync());
                """),
        }.VerifyAsync();

        static string Program(string import, string install, string parameters, string registers) => $$"""
            {{import}}var builder = Host.CreateApplicationBuilder(args);
            {{install}}builder.Services.AddHostedService<Outbox>();
            builder.Build().Run();

            class Outbox({{parameters}}) : BackgroundService
            {
                protected override Task ExecuteAsync(CancellationToken stoppingToken)
                {
            {{registers}}
                    return FlushAsync();
                }

                private Task FlushAsync() => Task.FromResult(settings["outbox"]);
                private static Task CloseAsync() => Task.CompletedTask;
            }
            """;
    }

    [Theory]
    [InlineData("app.Lifetime.ApplicationStopped.Register([|async|] () => await Task.Delay(1));")]
    [InlineData("app.Lifetime.ApplicationStopping.Register([|async|] state => await Task.Delay(1), null);")]
    [InlineData("app.Lifetime.ApplicationStopping.Register([|Flush|]); Flush(); static async void Flush() => await Task.Delay(1);")]
    [InlineData("using var kept = app.Lifetime.ApplicationStopping.Register([|async|] () => await Task.Delay(1));")]
    public Task No_fix(string statements) =>
        new AppFixTest<AsyncLifetimeCallbackAnalyzer, AsyncLifetimeCallbackFix>(ProjectKind.Web).VerifyNoFixAsync($"var app = WebApplication.Create(args); {statements} app.Run();");
}
