namespace ShutdownAnalyzers.Drain;

public sealed class InFlightWorkCancelledFixTests
{
    [Theory]
    [InlineData(
        "app.MapGet(\"/\", async (HttpContext context) => { await WorkAsync([|app.Lifetime.ApplicationStopping|]); });",
        "app.MapGet(\"/\", async (HttpContext context) => { await WorkAsync(context.RequestAborted); });")]
    [InlineData(
        "app.MapGet(\"/\", async (int id, CancellationToken cancel) => await WorkAsync([|app.Lifetime.ApplicationStopping|]));",
        "app.MapGet(\"/\", async (int id, CancellationToken cancel) => await WorkAsync(cancel));")]
    [InlineData(
        "app.Use(async (context, next) => { using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, app.Lifetime.ApplicationStopping); await WorkAsync([|linked.Token|]); await WorkAsync([|linked.Token|]); await next(context); });",
        "app.Use(async (context, next) => { using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, app.Lifetime.ApplicationStopping); await WorkAsync(context.RequestAborted); await WorkAsync(context.RequestAborted); await next(context); });")]
    [InlineData(
        "app.Use(async (context, next) => { context.[|RequestAborted|] = app.Lifetime.ApplicationStopping; await next(context); });",
        "app.Use(async (context, next) => { await next(context); });")]
    public Task Takes_the_token_in_sight(string endpoint, string fixedEndpoint) => VerifyAsync(endpoint, fixedEndpoint);

    [Fact]
    public Task A_controller_has_the_request_s() => FixTest<InFlightWorkCancelledAnalyzer, InFlightWorkCancelledFix>.VerifyAsync(ProjectKind.Web, Controller("[|lifetime.ApplicationStopping|]"), Controller("HttpContext.RequestAborted"));

    [Fact]
    public Task No_fix_where_none_is_in_sight()
    {
        const string endpoint = "app.MapGet(\"/\", async () => await WorkAsync([|app.Lifetime.ApplicationStopping|]));";
        return VerifyAsync(endpoint, endpoint);
    }

    private static string Controller(string token) => $$"""
        WebApplication.Create(args).Run();

        public class Orders(IHostApplicationLifetime lifetime) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async Task<int> Get()
            {
                await Task.Delay(1, {{token}});
                return 1;
            }
        }
        """;

    private static Task VerifyAsync(string endpoint, string fixedEndpoint) =>
        FixTest<InFlightWorkCancelledAnalyzer, InFlightWorkCancelledFix>.VerifyAsync(ProjectKind.Web, Program(endpoint), Program(fixedEndpoint));

    private static string Program(string endpoint) => $"""
        var app = WebApplication.Create(args);
        {endpoint}
        app.Run();

        static Task WorkAsync(CancellationToken token) => Task.CompletedTask;
        """;
}
