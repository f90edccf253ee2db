namespace ShutdownAnalyzers.Drain;

public sealed class RegistrationLeaksTests
{
    [Theory]
    [InlineData("var cts = CancellationTokenSource.[|CreateLinkedTokenSource|](context.RequestAborted, lifetime.ApplicationStopping); await WorkAsync(cts.Token);")]
    [InlineData("await WorkAsync(CancellationTokenSource.[|CreateLinkedTokenSource|](lifetime.ApplicationStopping).Token);")]
    [InlineData("var stopping = lifetime.ApplicationStopping; var cts = CancellationTokenSource.[|CreateLinkedTokenSource|](stopping, context.RequestAborted); cts.CancelAfter(500); await WorkAsync(cts.Token);")]
    [InlineData("lifetime.ApplicationStopping.[|Register|](() => Console.WriteLine(context));")]
    [InlineData("_ = lifetime.ApplicationStopping.[|UnsafeRegister|](_ => { }, null);")]
    [InlineData("var registration = lifetime.ApplicationStopping.[|Register|](() => { }); await WorkAsync(default);")]
    public Task An_endpoint_that_leaves_one_behind(string body) => Runs(body);

    [Theory]
    [InlineData("using var cts = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping); await WorkAsync(cts.Token);")]
    [InlineData("using (var cts = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping)) await WorkAsync(cts.Token);")]
    [InlineData("var cts = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping); try { await WorkAsync(cts.Token); } finally { cts.Dispose(); }")]
    [InlineData("var cts = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping); context.Response.RegisterForDispose(cts); await WorkAsync(cts.Token);")]
    [InlineData("await using var registration = lifetime.ApplicationStopping.Register(() => { });")]
    [InlineData("using (lifetime.ApplicationStopping.Register(() => { })) await WorkAsync(default);")]
    [InlineData("var cts = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted); await WorkAsync(cts.Token);")]
    [InlineData("context.RequestAborted.Register(() => { }); if (lifetime.ApplicationStopping.IsCancellationRequested) return;")]
    [InlineData("var cts = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping); Keep(cts); await WorkAsync(cts.Token);")]
    [InlineData("var cts = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping); context.Response.OnCompleted(() => { cts.Dispose(); return Task.CompletedTask; });")]
    [InlineData("var cts = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping); await Task.Run(() => WorkAsync(cts.Token));")]
    [InlineData("Register(lifetime.ApplicationStopping); CreateLinkedTokenSource(lifetime.ApplicationStopping);")]
    public Task Silent_where_it_is_disposed_or_given_away(string body) => Runs(body);

    [Theory]
    [InlineData("class Jobs(IHostApplicationLifetime lifetime) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken token) { var cts = CancellationTokenSource.CreateLinkedTokenSource(token, lifetime.ApplicationStopping); await Task.Delay(1, cts.Token); } }")]
    [InlineData("class Cache { public Cache(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(() => { }); }")]
    [InlineData("class Helper(IHostApplicationLifetime lifetime) { public CancellationToken Token() => CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping).Token; }")]
    public Task Silent_in_code_that_no_request_runs(string type) => Verify($$"""
        var app = WebApplication.Create(args);
        app.Lifetime.ApplicationStopping.Register(() => { });
        var cts = CancellationTokenSource.CreateLinkedTokenSource(app.Lifetime.ApplicationStopping);
        app.Run();
        {{type}}
        """);

    [Fact]
    public Task Silent_where_a_type_that_ends_keeps_it() => Verify("""
        WebApplication.Create(args).Run();

        public class Orders(IHostApplicationLifetime lifetime) : Microsoft.AspNetCore.Mvc.ControllerBase, IDisposable
        {
            private CancellationTokenSource? _linked;

            public async Task<int> Get()
            {
                _linked = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
                await Task.Delay(1, _linked.Token);
                return 1;
            }

            public void Dispose() => _linked?.Dispose();
        }
        """);

    [Fact]
    public Task A_controller_and_middleware() => Verify("""
        WebApplication.Create(args).Run();

        public class Orders(IHostApplicationLifetime lifetime) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly CancellationToken _stopping = lifetime.ApplicationStopping;

            public async Task<int> Get(CancellationToken token)
            {
                var linked = CancellationTokenSource.[|CreateLinkedTokenSource|](token, _stopping);
                await Task.Delay(1, linked.Token);
                return 1;
            }
        }

        class Watch(RequestDelegate next, IHostApplicationLifetime lifetime)
        {
            public Task InvokeAsync(HttpContext context)
            {
                lifetime.ApplicationStopping.[|Register|](() => context.Items.Clear());
                return next(context);
            }
        }
        """);

    private static Task Runs(string body) => Verify($$"""
        var app = WebApplication.Create(args);
        app.MapGet("/", async (HttpContext context, IHostApplicationLifetime lifetime) =>
        {
            await Task.Yield();
            {{body}}
        });
        app.Run();

        static Task WorkAsync(CancellationToken token) => Task.CompletedTask;
        static void Keep(CancellationTokenSource source) { }
        static IDisposable? Register(CancellationToken token) => null;
        static IDisposable? CreateLinkedTokenSource(CancellationToken token) => null;
        """);

    private static Task Verify(string program) => RuleTest<RegistrationLeaksAnalyzer>.VerifyAsync(ProjectKind.Web, program);
}
