namespace ShutdownAnalyzers.Drain;

public sealed class RegistrationLeaksFixTests
{
    [Theory]
    [InlineData(
        "var cts = CancellationTokenSource.[|CreateLinkedTokenSource|](context.RequestAborted, lifetime.ApplicationStopping); await Task.Delay(1, cts.Token);",
        "using var cts = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping); await Task.Delay(1, cts.Token);")]
    [InlineData(
        "await Task.Delay(1, CancellationTokenSource.[|CreateLinkedTokenSource|](lifetime.ApplicationStopping).Token);",
        "using var linked = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping); await Task.Delay(1, linked.Token);")]
    [InlineData(
        "lifetime.ApplicationStopping.[|Register|](() => { }); _ = lifetime.ApplicationStopping.[|Register|](() => { });",
        "using var registration = lifetime.ApplicationStopping.Register(() => { }); using var registration2 = lifetime.ApplicationStopping.Register(() => { });")]
    [InlineData(
        "if (context.Request.Query.Count > 0) { var cts = CancellationTokenSource.[|CreateLinkedTokenSource|](lifetime.ApplicationStopping); await Task.Delay(1, cts.Token); }",
        "if (context.Request.Query.Count > 0) { using var cts = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping); await Task.Delay(1, cts.Token); }")]
    public Task Disposes_it_with_the_request(string body, string fixedBody) => VerifyAsync(Endpoint(body), Endpoint(fixedBody));

    [Theory]
    [InlineData("if (context.Request.Query.Count > 0) { lifetime.ApplicationStopping.[|Register|](() => { }); } await Task.Yield();")]
    [InlineData("if (context.Request.Query.Count > 0) lifetime.ApplicationStopping.[|Register|](() => { }); await Task.Yield();")]
    public Task No_fix_in_an_inner_block(string body) => VerifyAsync(Endpoint(body), Endpoint(body));

    [Fact]
    public Task No_fix_in_a_function_that_hands_its_task_back()
    {
        const string program = """
            WebApplication.Create(args).Run();

            class Watch(RequestDelegate next, IHostApplicationLifetime lifetime)
            {
                public Task InvokeAsync(HttpContext context)
                {
                    var linked = CancellationTokenSource.[|CreateLinkedTokenSource|](context.RequestAborted, lifetime.ApplicationStopping);
                    context.RequestAborted = linked.Token;
                    return next(context);
                }
            }
            """;
        return VerifyAsync(program, program);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<RegistrationLeaksAnalyzer, RegistrationLeaksFix>.VerifyAsync(ProjectKind.Web, source, fixedSource);

    private static string Endpoint(string body) => $$"""
        var app = WebApplication.Create(args);
        app.MapGet("/", async (HttpContext context, IHostApplicationLifetime lifetime) => { {{body}} });
        app.Run();
        """;
}
