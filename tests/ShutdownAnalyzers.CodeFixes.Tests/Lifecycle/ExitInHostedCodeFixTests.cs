namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The fix of SHUT109.</summary>
public sealed class ExitInHostedCodeFixTests
{
    [Fact]
    public Task In_an_app() => VerifyAsync("""
        var app = WebApplication.Create(args);
        app.MapPost("/1", () => Environment.[|Exit|](1));
        app.MapPost("/2", (int code) =>
        {
            // Enough.
            Environment.[|Exit|](code);
        });
        app.MapPost("/3", (bool really) =>
        {
            if (really)
                System.Environment.[|Exit|](3);

            return "no";
        });
        app.Use(async (context, next) =>
        {
            if (context.Request.Path == "/4") Environment.[|Exit|](4);
            await next(context);
        });
        """, """
        var app = WebApplication.Create(args);
        app.MapPost("/1", () => { Environment.ExitCode = 1; app.Lifetime.StopApplication(); });
        app.MapPost("/2", (int code) =>
        {
            // Enough.
            Environment.ExitCode = code;
            app.Lifetime.StopApplication();
        });
        app.MapPost("/3", (bool really) =>
        {
            if (really)
            {
                System.Environment.ExitCode = 3;
                app.Lifetime.StopApplication();
            }

            return "no";
        });
        app.Use(async (context, next) =>
        {
            if (context.Request.Path == "/4") { Environment.ExitCode = 4; app.Lifetime.StopApplication(); return; }
            await next(context);
        });
        """);

    [Fact]
    public Task In_services_and_middleware() => VerifyAsync("""
        WebApplication.Create(args).Run();

        class Worker(IHostApplicationLifetime lifetime) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                try
                {
                    await Task.Delay(1, stoppingToken);
                }
                catch (Exception)
                {
                    Environment.[|Exit|](1);
                }
            }
        }

        class Middleware
        {
            public Task InvokeAsync(HttpContext context)
            {
                Fail(context);
                return Task.CompletedTask;
            }

            private static void Fail(HttpContext context) => Environment.[|Exit|](1);
        }
        """, """
        WebApplication.Create(args).Run();

        class Worker(IHostApplicationLifetime lifetime) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                try
                {
                    await Task.Delay(1, stoppingToken);
                }
                catch (Exception)
                {
                    Environment.ExitCode = 1;
                    lifetime.StopApplication();
                    return;
                }
            }
        }

        class Middleware
        {
            public Task InvokeAsync(HttpContext context)
            {
                Fail(context);
                return Task.CompletedTask;
            }

            private static void Fail(HttpContext context)
            {
                Environment.ExitCode = 1;
                context.RequestServices.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            }
        }
        """);

    [Theory]
    [InlineData("class Worker", "class Worker(IHostApplicationLifetime lifetime)")]
    [InlineData("class Worker()", "class Worker(IHostApplicationLifetime lifetime)")]
    [InlineData("class Worker(IConfiguration settings)", "class Worker(IConfiguration settings, IHostApplicationLifetime lifetime)")]
    public Task In_a_service_that_the_container_can_give_the_lifetime(string head, string fixedHead)
    {
        return VerifyAsync(Program(head, "Environment.[|Exit|](1);"), Program(fixedHead, "Environment.ExitCode = 1; lifetime.StopApplication();"));

        static string Program(string head, string exit) => $$"""
            var builder = Host.CreateApplicationBuilder(args);
            builder.Services.AddHostedService<Worker>();
            builder.Build().Run();

            {{head}} : BackgroundService
            {
                protected override Task ExecuteAsync(CancellationToken stoppingToken) { {{exit}} return Task.CompletedTask; }
                private object Settings => {{(head.Contains("settings") ? "settings" : "this")}};
            }
            """;
    }

    [Fact]
    public Task In_a_hub_that_the_container_can_give_the_lifetime() => VerifyAsync(
        "WebApplication.Create(args).Run(); class Orders : Microsoft.AspNetCore.SignalR.Hub { public void Quit() { Environment.[|Exit|](1); } }",
        "WebApplication.Create(args).Run(); class Orders(IHostApplicationLifetime lifetime) : Microsoft.AspNetCore.SignalR.Hub { public void Quit() { Environment.ExitCode = 1; lifetime.StopApplication(); } }");

    [Theory]
    [InlineData("class Worker : BackgroundService { public Worker() { } protected override Task ExecuteAsync(CancellationToken stoppingToken) { Environment.[|Exit|](1); return Task.CompletedTask; } }")]
    [InlineData("class Worker : BackgroundService { public static Worker New() => new Worker(); protected override Task ExecuteAsync(CancellationToken stoppingToken) { Environment.[|Exit|](1); return Task.CompletedTask; } }")]
    [InlineData("class Orders : Microsoft.AspNetCore.SignalR.Hub { public Orders() { } public void Quit() { Environment.[|Exit|](1); } }")]
    [InlineData("partial class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) { Environment.[|Exit|](1); return Task.CompletedTask; } } partial class Worker { }")]
    [InlineData("class Worker(IHostApplicationLifetime lifetime) : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) { Environment.[|FailFast|](lifetime.ToString()); return Task.CompletedTask; } }")]
    [InlineData("class Worker : BackgroundService { private IHostApplicationLifetime _lifetime = null!; protected override Task ExecuteAsync(CancellationToken stoppingToken) { Fail(); return _lifetime is null ? null! : Task.CompletedTask; } private static void Fail() { Environment.[|Exit|](1); } }")]
    public Task No_fix(string type)
    {
        var source = $"WebApplication.Create(args).Run();\n{type}";
        return VerifyAsync(source, source);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<ExitInHostedCodeAnalyzer, ExitInHostedCodeFix>.VerifyAsync(ProjectKind.Web, source, fixedSource);
}
