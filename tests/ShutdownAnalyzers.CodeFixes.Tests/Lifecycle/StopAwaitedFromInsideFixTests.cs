namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The fix of SHUT106.</summary>
public sealed class StopAwaitedFromInsideFixTests
{
    [Fact]
    public Task In_an_app() => VerifyAsync("""
        var app = WebApplication.Create(args);
        app.MapPost("/1", async () => await app.[|StopAsync|]()); // Stop.
        app.MapPost("/2", () => app.[|StopAsync|]());
        app.MapPost("/3", async () =>
        {
            await app.[|StopAsync|]().ConfigureAwait(false);
            return 1;
        });
        app.MapPost("/4", (IHost host) => { host.[|StopAsync|]().Wait(); });
        app.MapPost("/5", () => { return app.[|StopAsync|](); });
        app.Lifetime.ApplicationStopping.Register(() => app.[|StopAsync|]().GetAwaiter().GetResult());
        app.Lifetime.ApplicationStopped.Register(async () => await app.[|StopAsync|]());
        """, """
        var app = WebApplication.Create(args);
        app.MapPost("/1", () => app.Lifetime.StopApplication()); // Stop.
        app.MapPost("/2", () => app.Lifetime.StopApplication());
        app.MapPost("/3", async () =>
        {
            app.Lifetime.StopApplication();
            return 1;
        });
        app.MapPost("/4", (IHost host) => { host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication(); });
        app.MapPost("/5", () => { app.Lifetime.StopApplication(); return Task.CompletedTask; });
        app.Lifetime.ApplicationStopping.Register(() => app.Lifetime.StopApplication());
        app.Lifetime.ApplicationStopped.Register(() => app.Lifetime.StopApplication());
        """);

    [Fact]
    public Task In_services_and_controllers() => VerifyAsync("""
        using Microsoft.AspNetCore.Mvc;

        WebApplication.Create(args).Run();

        class Worker(IHost host) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await Task.Delay(1, stoppingToken);
                await host.[|StopAsync|](stoppingToken);
            }
        }

        class Admin(IHost host) : ControllerBase
        {
            public Task Stop() => host.[|StopAsync|]();
            public async Task StopNow() => await host.[|StopAsync|]();
        }
        """, """
        using Microsoft.AspNetCore.Mvc;

        WebApplication.Create(args).Run();

        class Worker(IHost host) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await Task.Delay(1, stoppingToken);
                host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            }
        }

        class Admin(IHost host) : ControllerBase
        {
            public Task Stop()
            {
                host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
                return Task.CompletedTask;
            }
            public async Task StopNow() => host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        }
        """);

    [Fact]
    public async Task No_fix_where_the_task_is_the_value()
    {
        const string source = """
            var app = WebApplication.Create(args);
            app.Use((HttpContext context, RequestDelegate next) => app.[|StopAsync|]());
            """;
        await VerifyAsync(source, source);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<StopAwaitedFromInsideAnalyzer, StopAwaitedFromInsideFix>.VerifyAsync(ProjectKind.Web, source, fixedSource);
}
