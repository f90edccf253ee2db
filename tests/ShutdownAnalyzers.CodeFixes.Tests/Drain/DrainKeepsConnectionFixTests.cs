namespace ShutdownAnalyzers.Drain;

public sealed class DrainKeepsConnectionFixTests
{
    [Fact]
    public Task Sets_the_header_before_the_status() => VerifyAsync(
        """
        app.Use((context, next) =>
        {
            if (!stopping)
                return next(context);

            // Too late.
            context.Response.[|StatusCode|] = 503;
            return Task.CompletedTask;
        });
        """,
        """
        app.Use((context, next) =>
        {
            if (!stopping)
                return next(context);

            // Too late.
            context.Response.Headers.Connection = "close";
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        """);

    [Fact]
    public Task A_lone_statement_becomes_a_block() => VerifyAsync(
        """
        app.Use(async (context, next) =>
        {
            if (stopping)
                context.Response.[|StatusCode|] = 502;
            else
                await next(context);
        });
        """,
        """
        app.Use(async (context, next) =>
        {
            if (stopping)
            {
                context.Response.Headers.Connection = "close";
                context.Response.StatusCode = 502;
            }
            else
                await next(context);
        });
        """);

    [Fact]
    public Task A_result_is_given_the_header_of_its_request() => VerifyAsync(
        """
        app.Use(async (request, next) =>
        {
            if (stopping)
            {
                await Results.[|StatusCode|](503).ExecuteAsync(request);
                return;
            }

            await next(request);
        });
        """,
        """
        app.Use(async (request, next) =>
        {
            if (stopping)
            {
                request.Response.Headers.Connection = "close";
                await Results.StatusCode(503).ExecuteAsync(request);
                return;
            }

            await next(request);
        });
        """);

    [Fact]
    public Task Every_drain_of_a_file() => VerifyAsync(
        """
        app.Use((context, next) => { if (stopping) { context.Response.[|StatusCode|] = 503; return Task.CompletedTask; } return next(context); });
        app.MapWhen(_ => stopping, branch => branch.Run(context => { context.Response.[|StatusCode|] = 503; return Task.CompletedTask; }));
        """,
        """
        app.Use((context, next) => { if (stopping) { context.Response.Headers.Connection = "close"; context.Response.StatusCode = 503; return Task.CompletedTask; } return next(context); });
        app.MapWhen(_ => stopping, branch => branch.Run(context => { context.Response.Headers.Connection = "close"; context.Response.StatusCode = 503; return Task.CompletedTask; }));
        """);

    [Theory]
    [InlineData("app.Use(async (context, next) => { context.Response.[|StatusCode|] = stopping ? 503 : 200; await next(context); });")]
    [InlineData("app.Use(async (context, next) => { if (!stopping) await next(context); else context.Response.[|StatusCode|] = 503; });")]
    [InlineData("app.Use((context, next) => stopping ? Results.[|StatusCode|](503).ExecuteAsync(context) : next(context));")]
    public Task No_fix_where_there_is_no_place_for_it(string pipeline) => VerifyAsync(pipeline, pipeline);

    private static Task VerifyAsync(string pipeline, string fixedPipeline) =>
        FixTest<DrainKeepsConnectionAnalyzer, DrainKeepsConnectionFix>.VerifyAsync(ProjectKind.Web, Program(pipeline), Program(fixedPipeline));

    private static string Program(string pipeline) => $"""
        var stopping = false;
        var app = WebApplication.Create(args);
        app.Lifetime.ApplicationStopping.Register(() => stopping = true);
        {pipeline}
        app.Run();
        """;
}
