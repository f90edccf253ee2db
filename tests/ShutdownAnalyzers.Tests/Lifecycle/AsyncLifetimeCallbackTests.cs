namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT105.</summary>
public sealed class AsyncLifetimeCallbackTests
{
    [Theory]
    [InlineData("app.Lifetime.ApplicationStopping.Register([|async|] () => await Task.Delay(1));")]
    [InlineData("app.Lifetime.ApplicationStopped.Register([|async|] () => { await Task.Delay(1); });")]
    [InlineData("app.Lifetime.ApplicationStopping.Register([|async|] state => await Task.Delay(1), null);")]
    [InlineData("app.Lifetime.ApplicationStopping.UnsafeRegister([|async|] state => await Task.Delay(1), null);")]
    [InlineData("app.Lifetime.ApplicationStopping.Register([|async|] delegate { await Task.Delay(1); });")]
    [InlineData("app.Lifetime.ApplicationStopping.Register([|Flush|]); static async void Flush() => await Task.Delay(1);")]
    [InlineData("app.Lifetime.ApplicationStopping.Register([|Own.Flush|]); static class Own { public static async void Flush() { await Task.Delay(1); } }")]
    [InlineData("app.Lifetime.ApplicationStopping.Register([|async|] () => { await foreach (var item in Items()) { } }); static async IAsyncEnumerable<int> Items() { await Task.Yield(); yield return 1; }")]
    [InlineData("var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>(); var stopping = lifetime.ApplicationStopping; using var kept = stopping.Register([|async|] () => await Task.Delay(1));")]
    public Task Fires(string statements) => VerifyAsync(statements);

    [Fact]
    public Task Fires_in_a_service() => RuleTest<AsyncLifetimeCallbackAnalyzer>.VerifyAsync(ProjectKind.Worker, """
        class Worker(IHostApplicationLifetime lifetime) : BackgroundService
        {
            protected override Task ExecuteAsync(CancellationToken stoppingToken)
            {
                lifetime.ApplicationStopping.Register([|OnStopping|]);
                return Task.CompletedTask;
            }

            private async void OnStopping() => await Task.Delay(1);
        }

        static class Program { static void Main() { } }
        """);

    [Theory]
    [InlineData("app.Lifetime.ApplicationStarted.Register(async () => await Task.Delay(1));")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => Task.Delay(1).Wait());")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => { });")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(async () => { });")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(Flush); static void Flush() => Task.Delay(1).Wait();")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => Run(async () => await Task.Delay(1))); static void Run(Func<Task> work) => work().Wait();")]
    [InlineData("using var source = new CancellationTokenSource(); source.Token.Register(async () => await Task.Delay(1));")]
    [InlineData("var either = args.Length > 0 ? app.Lifetime.ApplicationStopping : CancellationToken.None; either.Register(async () => await Task.Delay(1));")]
    [InlineData("new Own().ApplicationStopping.Register(async () => await Task.Delay(1)); class Own { public CancellationToken ApplicationStopping => default; }")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(Flush); static void Flush() => Task.Run(async () => await Task.Delay(1)).Wait();")]
    [InlineData("app.Lifetime.ApplicationStopping.Register();")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(Missing);")]
    public Task Stays_silent(string statements) => VerifyAsync(statements);

    private static Task VerifyAsync(string statements) =>
        new RuleTest<AsyncLifetimeCallbackAnalyzer>(ProjectKind.Web, $"var app = WebApplication.Create(args); {statements}") { CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None }.VerifyAsync();
}
