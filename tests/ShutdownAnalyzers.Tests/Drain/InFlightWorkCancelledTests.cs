namespace ShutdownAnalyzers.Drain;

public sealed class InFlightWorkCancelledTests
{
    [Theory]
    [InlineData("await WorkAsync([|lifetime.ApplicationStopping|]);")]
    [InlineData("await WorkAsync([|lifetime.ApplicationStopping|]); await WorkAsync([|lifetime.ApplicationStopping|]).ConfigureAwait(false);")]
    [InlineData("using var cts = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping); await WorkAsync([|cts.Token|]);")]
    [InlineData("var stopping = lifetime.ApplicationStopping; foreach (var id in new[] { 1, 2 }) await WorkAsync([|stopping|]);")]
    [InlineData("await Task.Delay(4999, [|lifetime.ApplicationStopping|]);")]
    [InlineData("context.[|RequestAborted|] = lifetime.ApplicationStopping;")]
    [InlineData("context.[|RequestAborted|] = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping).Token;")]
    public Task An_endpoint_that_ends_with_the_signal(string body) => Runs(body);

    [Theory]
    [InlineData("await WorkAsync(context.RequestAborted); if (lifetime.ApplicationStopping.IsCancellationRequested) return;")]
    [InlineData("await WorkAsync(default); Console.WriteLine(lifetime.ApplicationStopping);")]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); await WorkAsync(lifetime.ApplicationStopping);")]
    [InlineData("context.Response.ContentType = \"text/event-stream\"; await context.Response.WriteAsync(\"data\", lifetime.ApplicationStopping);")]
    [InlineData("while (!lifetime.ApplicationStopping.IsCancellationRequested) await context.Response.WriteAsync(\"tick\", lifetime.ApplicationStopping);")]
    [InlineData("await foreach (var item in Items(lifetime.ApplicationStopping)) await context.Response.WriteAsync(item, lifetime.ApplicationStopping);")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(5), lifetime.ApplicationStopping);")]
    [InlineData("await Task.Delay(delay, lifetime.ApplicationStopping);")]
    [InlineData("await Task.WhenAny(WorkAsync(default), Task.Delay(-1, lifetime.ApplicationStopping));")]
    [InlineData("await semaphore.WaitAsync(lifetime.ApplicationStopping);")]
    [InlineData("await queue.Reader.ReadAsync(lifetime.ApplicationStopping);")]
    [InlineData("var source = new TaskCompletionSource(); using var registration = lifetime.ApplicationStopping.Register(() => source.TrySetResult()); await WorkAsync(lifetime.ApplicationStopping);")]
    [InlineData("context.RequestAborted = default;")]
    [InlineData("var token = context.RequestAborted; await WorkAsync(token); _ = lifetime.ApplicationStopping;")]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); context.RequestAborted = lifetime.ApplicationStopping;")]
    public Task Silent_on_other_tokens_streams_and_long_polls(string body) => Runs(body);

    [Fact]
    public Task A_token_that_a_controller_keeps() => Verify("""
        WebApplication.Create(args).Run();

        public class Orders(IHostApplicationLifetime lifetime) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly CancellationToken _stopping = lifetime.ApplicationStopping;

            public async Task<int> Get()
            {
                await Task.Delay(1, [|_stopping|]);
                return 1;
            }

            public async Task<int> Post(CancellationToken token)
            {
                await Task.Delay(1, token);
                return 1;
            }

            private static Task Tidy(CancellationToken token) => Task.Delay(1, token);
        }
        """);

    [Fact]
    public Task Middleware() => Verify("""
        WebApplication.Create(args).Run();

        class StopEverything(RequestDelegate next, IHostApplicationLifetime lifetime)
        {
            public async Task InvokeAsync(HttpContext context)
            {
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
                context.[|RequestAborted|] = linked.Token;
                await next(context);
            }
        }
        """);

    [Fact]
    public Task Silent_in_a_background_service() => Verify("""
        WebApplication.Create(args).Run();

        class Jobs(IHostApplicationLifetime lifetime) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken token) => await Task.Delay(1, lifetime.ApplicationStopping);
        }
        """);

    private static Task Runs(string body) => Verify($$"""
        var delay = args.Length;
        var semaphore = new SemaphoreSlim(1);
        var queue = System.Threading.Channels.Channel.CreateUnbounded<int>();
        var app = WebApplication.Create(args);
        app.MapGet("/", async (HttpContext context, IHostApplicationLifetime lifetime) =>
        {
            await Task.Yield();
            {{body}}
        });
        app.Run();

        static Task WorkAsync(CancellationToken token) => Task.CompletedTask;
        static async IAsyncEnumerable<string> Items(CancellationToken token) { await Task.Yield(); yield return ""; }
        """);

    private static Task Verify(string program) => RuleTest<InFlightWorkCancelledAnalyzer>.VerifyAsync(ProjectKind.Web, program);
}
