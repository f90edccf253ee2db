namespace ShutdownAnalyzers.Hosting;

/// <summary>Which token is this? Each case hands one to <c>Use</c>.</summary>
public sealed class TokensTests
{
    [Theory]
    [InlineData("Use(CancellationToken.None);", "Nothing")]
    [InlineData("Use(default);", "Nothing")]
    [InlineData("Use(new CancellationToken());", "Nothing")]
    [InlineData("Use();", "Nothing")]
    [InlineData("Use(stop);", "ServiceStopping")]
    [InlineData("Use(stop.IsCancellationRequested ? stop : CancellationToken.None);", "ServiceStopping")]
    [InlineData("var copy = stop; Use(copy);", "ServiceStopping")]
    [InlineData("CancellationToken copy; copy = stop; Use(copy);", "ServiceStopping")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop); Use(linked.Token);", "ServiceStopping, OwnSource")]
    [InlineData("Use(CancellationTokenSource.CreateLinkedTokenSource(stop, context.RequestAborted, lifetime.ApplicationStopping).Token);", "ServiceStopping, ApplicationStopping, RequestAborted, OwnSource")]
    [InlineData("Use(CancellationTokenSource.CreateLinkedTokenSource([stop, default]).Token);", "ServiceStopping, OwnSource")]
    [InlineData("var own = new CancellationTokenSource(); own = CancellationTokenSource.CreateLinkedTokenSource(own.Token, stop); Use(own.Token);", "ServiceStopping, OwnSource")]
    [InlineData("Use(new CancellationTokenSource(500).Token);", "OwnSource")]
    [InlineData("Use(_own.Token);", "OwnSource")]
    [InlineData("_mine = stop; Use(_mine);", "ServiceStopping")]
    [InlineData("Shared = stop; Use(Shared);", "ServiceStopping, Unknown")]
    [InlineData("Use(context.RequestAborted);", "RequestAborted")]
    [InlineData("Use(lifetime.ApplicationStopping);", "ApplicationStopping")]
    [InlineData("Use(lifetime.ApplicationStarted);", "Unknown")]
    [InlineData("Use(_unset);", "Unknown")]
    [InlineData("foreach (var token in tokens) Use(token);", "Unknown")]
    [InlineData("Help(1, stop); void Help(int i, CancellationToken token) => Use(token);", "ServiceStopping")]
    [InlineData("Parallel.ForEachAsync(tokens, stop, (_, token) => { Use(token); return default; });", "ServiceStopping")]
    [InlineData("Task.Run(() => Use(stop));", "ServiceStopping")]
    [InlineData("Func<CancellationToken, int> use = token => { Use(token); return 1; };", "Unknown")]
    public async Task In_a_background_service(string statements, string expected) => await VerifyAsync(expected, $$"""
        class Worker(HttpContext context, IHostApplicationLifetime lifetime, CancellationToken[] tokens) : BackgroundService
        {
            private readonly CancellationTokenSource _own = new();
            private CancellationToken _mine, _unset;
            internal CancellationToken Shared { get; set; }

            protected override Task ExecuteAsync(CancellationToken stop)
            {
                {{statements}}
                return Task.CompletedTask;
            }

            private static void Use(CancellationToken token = default) { }
            private object Touch() => (context, lifetime, tokens, _own, _mine, _unset);
        }
        """);

    [Theory]
    [InlineData("private void Help(CancellationToken token) => Use(token);", "ServiceStopping")]
    [InlineData("public void Help(CancellationToken token) => Use(token);", "ServiceStopping, Unknown")]
    [InlineData("private void Help(CancellationToken token) { Use(token); if (token.CanBeCanceled) Help(token); }", "ServiceStopping")]
    [InlineData("private void Help(CancellationToken token) { } private void Other(CancellationToken token) => Use(token);", "Unknown")]
    [InlineData("private void Help(CancellationToken token) => More(token); private void More(CancellationToken token) => Use(token);", "ServiceStopping")]
    public async Task In_a_method_that_is_given_one(string members, string expected) => await VerifyAsync(expected, $$"""
        class Worker : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stop) { await Task.Yield(); Help(stop); }

            {{members}}

            private static void Use(CancellationToken token) { }
        }
        """);

    [Theory]
    [InlineData("public Task StopAsync(CancellationToken token) { Use(token); return Task.CompletedTask; }", "StopTimeout")]
    [InlineData("Task IHostedService.StopAsync(CancellationToken token) { Use(token); return Task.CompletedTask; }", "StopTimeout")]
    [InlineData("public Task StopAsync(CancellationToken token) => EndAsync(token); private Task EndAsync(CancellationToken token) { Use(token); return Task.CompletedTask; }", "StopTimeout")]
    public async Task In_a_hosted_service_that_stops(string members, string expected) => await VerifyAsync(expected, $$"""
        class Worker : IHostedService
        {
            public Task StartAsync(CancellationToken token) => Task.CompletedTask;

            {{members}}

            private static void Use(CancellationToken token) { }
        }
        """);

    [Fact]
    public async Task In_an_endpoint() => await VerifyAsync("RequestAborted", """
        static class Endpoints
        {
            public static void Map(WebApplication app) => app.MapGet("/", (CancellationToken token) => Use(token));
            private static void Use(CancellationToken token) { }
        }
        """);

    [Fact]
    public async Task In_a_class_that_only_looks_like_a_service() => await VerifyAsync("Unknown", """
        class Worker
        {
            protected virtual Task ExecuteAsync(CancellationToken stop) { Use(stop); return Task.CompletedTask; }
            private static void Use(CancellationToken token) { }
        }
        """);

    private static async Task VerifyAsync(string expected, string source)
    {
        var use = (await Analysis.CallsAsync("Use", source))[0];
        Assert.Equal(expected, Tokens.OriginsOf(use.Arguments[0].Value, use.SemanticModel!.Compilation, TestContext.Current.CancellationToken).ToString());
    }
}
