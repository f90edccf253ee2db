namespace ShutdownAnalyzers.Drain;

public sealed class DrainKeepsConnectionTests
{
    [Theory]
    [InlineData("app.Use((context, next) => { if (stopping) { context.Response.[|StatusCode|] = 503; return Task.CompletedTask; } return next(context); });")]
    [InlineData("app.Use(async (context, next) => { if (app.Lifetime.ApplicationStopping.IsCancellationRequested) context.Response.[|StatusCode|] = StatusCodes.Status502BadGateway; else await next(context); });")]
    [InlineData("app.Use(async (context, next) => { if (stopping) { context.Response.[|StatusCode|] = 503; context.Response.Headers.RetryAfter = \"1\"; await context.Response.WriteAsync(\"stopping\"); return; } await next(context); });")]
    [InlineData("app.Use(async (context, next) => { if (stopping) await Results.[|StatusCode|](503).ExecuteAsync(context); else await next(context); });")]
    [InlineData("app.MapWhen(_ => stopping, branch => branch.Run(context => { context.Response.[|StatusCode|] = 503; return Task.CompletedTask; }));")]
    [InlineData("app.Use((context, next) => { if (stopping && context.Connection.RemoteIpAddress is not null) { context.Response.[|StatusCode|] = 503; return Task.CompletedTask; } return next(context); });")]
    [InlineData("app.UseMiddleware<Reject>();", "context.Response.[|StatusCode|] = 503; return;")]
    public Task An_answer_that_leaves_the_connection_open(string pipeline, string rejection = "") => Runs(pipeline, rejection);

    [Theory]
    [InlineData("app.Use((context, next) => { if (stopping) { context.Response.Headers.Connection = \"close\"; context.Response.StatusCode = 503; return Task.CompletedTask; } return next(context); });")]
    [InlineData("app.Use((context, next) => { if (stopping) { context.Response.StatusCode = 503; context.Response.Headers[\"Connection\"] = \"close\"; return Task.CompletedTask; } return next(context); });")]
    [InlineData("app.Use((context, next) => { if (stopping) { context.Response.StatusCode = 503; context.Response.Headers.Append(Microsoft.Net.Http.Headers.HeaderNames.Connection, \"close\"); return Task.CompletedTask; } return next(context); });")]
    [InlineData("app.Use((context, next) => { if (stopping) { context.Response.StatusCode = 503; context.Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionLifetimeNotificationFeature>()?.RequestClose(); return Task.CompletedTask; } return next(context); });")]
    [InlineData("app.Use((context, next) => { if (stopping) { context.Response.StatusCode = 503; context.Abort(); return Task.CompletedTask; } return next(context); });")]
    [InlineData("app.Use((context, next) => { if (stopping) { context.Response.StatusCode = 503; return Ours.EndAsync(context); } return next(context); });")]
    [InlineData("app.Use((context, next) => { if (stopping) { context.Response.StatusCode = 503; context.Response.End(); return Task.CompletedTask; } return next(context); });")]
    [InlineData("app.UseMiddleware<Reject>();", "End(context.Response); context.Response.StatusCode = 503; return;")]
    public Task Silent_where_it_ends(string pipeline, string rejection = "") => Runs(pipeline, rejection);

    [Theory]
    [InlineData("app.MapGet(\"/ready\", (HttpContext context) => { if (stopping) context.Response.StatusCode = 503; });")]
    [InlineData("app.Use((context, next) => { if (stopping) { context.Response.StatusCode = 404; return Task.CompletedTask; } return next(context); });")]
    [InlineData("app.Use((context, next) => { if (args.Length > 0) { context.Response.StatusCode = 503; return Task.CompletedTask; } return next(context); });")]
    [InlineData("app.Use(async (context, next) => { await next(context); if (context.Response.StatusCode == 503) stopping = false; });")]
    public Task Silent_on_what_is_no_drain(string pipeline) => Runs(pipeline, "");

    private static Task Runs(string pipeline, string rejection) => RuleTest<DrainKeepsConnectionAnalyzer>.VerifyAsync(ProjectKind.Web, $$"""
        var stopping = false;
        var app = WebApplication.Create(args);
        app.Lifetime.ApplicationStopping.Register(() => stopping = true);
        {{pipeline}}
        app.Run();

        class Reject(RequestDelegate next, IHostApplicationLifetime lifetime)
        {
            public async Task InvokeAsync(HttpContext context)
            {
                if (lifetime.ApplicationStopping.IsCancellationRequested)
                {
                    {{rejection}}
                }

                await next(context);
            }

            private static void End(HttpResponse response) => response.End();
        }

        static class Ours
        {
            public static Task EndAsync(HttpContext context) => context.Response.CompleteAsync();

            public static void End(this HttpResponse response) => response.HttpContext.RequestAborted.ThrowIfCancellationRequested();
        }
        """);
}
