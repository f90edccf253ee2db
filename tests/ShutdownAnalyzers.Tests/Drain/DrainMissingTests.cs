using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Drain;

public sealed class DrainMissingTests
{
    [Theory]
    [InlineData("var app = WebApplication.Create(args); app.MapGet(\"/\", () => 1); app.[|Run|]();")]
    [InlineData("var app = WebApplication.Create(args); app.Lifetime.ApplicationStopping.Register(() => { }); await app.[|RunAsync|]();")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.Configure(app => app.UseRouting())).Build().[|Run|]();")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().[|Run|](); class Startup { public void Configure(IApplicationBuilder app) => app.UseRouting(); }")]
    public Task A_web_app_without_a_drain(string program) => Runs(program);

    [Theory]
    [InlineData("app.UseDrain(); static class Ours { public static void UseDrain(this WebApplication app) { } }")]
    [InlineData("// app.UseDrain();")]
    [InlineData("app.MapGet(\"/ready\", (HttpContext context, IHostApplicationLifetime lifetime) => { if (lifetime.ApplicationStopping.IsCancellationRequested) context.Response.StatusCode = 503; });")]
    [InlineData("app.Use((context, next) => { if (Shop.Maintenance) { context.Response.StatusCode = 503; return Task.CompletedTask; } return next(context); }); static class Shop { public static bool Maintenance; }")]
    [InlineData("app.Use((context, next) => { if (Shop.Stopping) { context.Response.StatusCode = 404; return Task.CompletedTask; } return next(context); }); static class Shop { public static bool Stopping; }")]
    [InlineData("app.Use(async (context, next) => { var stopwatch = System.Diagnostics.Stopwatch.StartNew(); await next(context); stopwatch.Stop(); context.Response.StatusCode = 503; });")]
    public Task What_only_looks_like_a_drain(string statement)
    {
        var declaration = statement.IndexOf("static class", StringComparison.Ordinal);
        var (code, types) = declaration < 0 ? (statement, "") : (statement[..declaration], statement[declaration..]);
        return Runs($"""
            var app = WebApplication.Create(args);
            {code}
            app.[|Run|]();
            {types}
            """);
    }

    [Theory]
    [InlineData("app.Use((context, next) => { if (stopping) { context.Response.StatusCode = 503; return Task.CompletedTask; } return next(context); });")]
    [InlineData("app.Use(async (context, next) => { if (app.Lifetime.ApplicationStopping.IsCancellationRequested) context.Response.StatusCode = StatusCodes.Status502BadGateway; else await next(context); });")]
    [InlineData("app.Use(next => async context => { if (!draining.IsCancellationRequested) { await next(context); return; } context.Response.StatusCode = (int)System.Net.HttpStatusCode.ServiceUnavailable; });")]
    [InlineData("app.Use(async (context, next) => { context.Response.StatusCode = stopping ? 503 : 200; await next(context); });")]
    [InlineData("app.MapWhen(_ => stopping, branch => branch.Run(context => { context.Response.StatusCode = 503; return Task.CompletedTask; }));")]
    [InlineData("app.Use(async (context, next) => { if (stopping) await Results.StatusCode(503).ExecuteAsync(context); else await next(context); });")]
    public Task Silent_on_the_user_s_own_drain_in_a_lambda(string middleware) => Runs($"""
        var stopping = false;
        var draining = new CancellationTokenSource();
        var app = WebApplication.Create(args);
        app.Lifetime.ApplicationStopping.Register(() => stopping = true);
        {middleware}
        app.Run();
        """);

    [Theory]
    [InlineData("app.UseMiddleware<RejectWhileStopping>();")]
    [InlineData("app.UseRejection();")]
    public Task Silent_on_the_user_s_own_drain_in_a_class_of_another_file(string use) => Runs(
        $"""
        var app = WebApplication.Create(args);
        {use}
        app.Run();
        """,
        """
        class RejectWhileStopping(RequestDelegate next, IHostApplicationLifetime lifetime)
        {
            public async Task InvokeAsync(HttpContext context)
            {
                if (lifetime.ApplicationStopping.IsCancellationRequested)
                {
                    context.Response.Headers.Connection = "close";
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    return;
                }

                await next(context);
            }
        }

        static class Extensions
        {
            public static IApplicationBuilder UseRejection(this IApplicationBuilder app) => app.UseMiddleware<RejectWhileStopping>();
        }
        """);

    [Fact]
    public Task Silent_on_a_drain_in_a_Startup_class() => Runs(
        """
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        class Startup
        {
            private bool _shuttingDown;

            public void Configure(IApplicationBuilder app, IHostApplicationLifetime lifetime)
            {
                lifetime.ApplicationStopping.Register(() => _shuttingDown = true);
                app.Use(Reject);
            }

            private Task Reject(HttpContext context, RequestDelegate next)
            {
                if (!_shuttingDown)
                    return next(context);

                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            }
        }
        """);

    [Theory]
    [InlineData("app.UseDrain();")]
    [InlineData("app.UseForwardedHeaders().UseDrain();")]
    public Task Silent_on_the_package_before_it_is_restored(string use) => new RuleTest<DrainMissingAnalyzer>(ProjectKind.Web, $"""
        var app = WebApplication.Create(args);
        {use}
        app.Run();
        """) { CompilerDiagnostics = CompilerDiagnostics.None }.VerifyAsync();

    [Fact]
    public Task Silent_on_the_package_in_a_startup_filter() => Runs(
        "WebApplication.Create(args).Run();",
        """
        class DrainFirst : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => { app.UseDrain(); next(app); };
        }
        """,
        """
        namespace Microsoft.AspNetCore.Builder
        {
            static class DrainApplicationBuilderExtensions
            {
                public static IApplicationBuilder UseDrain(this IApplicationBuilder app) => app;
            }
        }
        """);

    [Theory]
    [InlineData("UseOurs")]
    [InlineData("Extensions.UseOurs")]
    public Task Silent_on_a_method_that_an_option_names(string name)
    {
        var test = new RuleTest<DrainMissingAnalyzer>(ProjectKind.Web,
            """
            var app = WebApplication.Create(args);
            app.UseOurs();
            app.Run();

            static class Extensions
            {
                public static void UseOurs(this IApplicationBuilder app) { }
            }
            """);
        test.Set("shutdown_analyzers.drain_methods", name);
        return test.VerifyAsync();
    }

    [Theory]
    [InlineData("Host.CreateApplicationBuilder(args).Build().Run();")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("var listener = new System.Net.HttpListener(); while (true) await listener.GetContextAsync();")]
    public Task Silent_in_what_is_no_web_app(string program) => Runs(program);

    [Fact]
    public Task Silent_in_a_library()
    {
        var test = new RuleTest<DrainMissingAnalyzer>(ProjectKind.Web, "public static class Server { public static void Run(WebApplication app) => app.Run(); }");
        test.TestState.OutputKind = OutputKind.DynamicallyLinkedLibrary;
        return test.VerifyAsync();
    }

    private static Task Runs(params string[] files) => new RuleTest<DrainMissingAnalyzer>(ProjectKind.Web, files).VerifyAsync();
}
