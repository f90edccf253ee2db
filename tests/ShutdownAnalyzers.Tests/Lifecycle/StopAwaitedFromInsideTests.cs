namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT106.</summary>
public sealed class StopAwaitedFromInsideTests
{
    [Theory]
    [InlineData("app.MapPost(\"/stop\", async () => await app.[|StopAsync|]());")]
    [InlineData("app.MapPost(\"/stop\", async () => { await app.[|StopAsync|]().ConfigureAwait(false); return 1; });")]
    [InlineData("app.MapPost(\"/stop\", () => app.[|StopAsync|]());")]
    [InlineData("app.MapPost(\"/stop\", (IHost host) => { host.[|StopAsync|]().Wait(); });")]
    [InlineData("app.MapPost(\"/stop\", (IServiceProvider services) => services.GetRequiredService<IHost>().[|StopAsync|]());")]
    [InlineData("app.MapPost(\"/stop\", Stop); Task Stop() => app.[|StopAsync|]();")]
    [InlineData("app.Use(async (context, next) => { if (context.Request.Path == \"/stop\") await app.[|StopAsync|](TimeSpan.FromSeconds(5)); await next(context); });")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => app.[|StopAsync|]().Wait());")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => app.[|StopAsync|]().GetAwaiter().GetResult());")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(async () => await app.[|StopAsync|]());")]
    public Task Fires_in_an_app(string statements) => InAppAsync(statements);

    [Theory]
    [InlineData("class Worker(IHost host) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await host.[|StopAsync|](stoppingToken); } }")]
    [InlineData("class Worker(IServiceProvider services) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { var host = services.GetRequiredService<IHost>(); await host.[|StopAsync|](); } }")]
    [InlineData("class Worker : IHostedService { private readonly IHost _host; public Worker(IHost host) => _host = host; public Task StartAsync(CancellationToken token) => Task.CompletedTask; public Task StopAsync(CancellationToken token) => _host.[|StopAsync|](token); }")]
    [InlineData("class Admin(IHost host) : Microsoft.AspNetCore.Mvc.ControllerBase { public async Task Stop() => await host.[|StopAsync|](); }")]
    [InlineData("class Admin(IHost host) : Microsoft.AspNetCore.SignalR.Hub { public Task Stop() => host.[|StopAsync|](); }")]
    [InlineData("class Admin(RequestDelegate next, IHost host) { public async Task InvokeAsync(HttpContext context) { await host.[|StopAsync|](); await next(context); } }")]
    public Task Fires_in_a_type(string type) => RuleTest<StopAwaitedFromInsideAnalyzer>.VerifyAsync(ProjectKind.ClassLib, TypeWith(type));

    [Theory]
    [InlineData("await app.StartAsync(); await app.StopAsync();")]
    [InlineData("try { await app.StartAsync(); } finally { await app.StopAsync(); }")]
    [InlineData("app.MapPost(\"/stop\", () => { app.Lifetime.StopApplication(); });")]
    [InlineData("app.MapPost(\"/stop\", () => { _ = app.StopAsync(); });")]
    [InlineData("app.MapPost(\"/stop\", () => { _ = Task.Run(async () => { await Task.Delay(100); await app.StopAsync(); }); });")]
    [InlineData("app.MapPost(\"/stop\", () => { _ = StopSoonAsync(); }); async Task StopSoonAsync() { await Task.Delay(100); await app.StopAsync(); }")]
    [InlineData("app.MapPost(\"/stop\", async () => await Task.WhenAny(app.StopAsync(), Task.Delay(100)));")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => app.StopAsync());")]
    [InlineData("Console.CancelKeyPress += (_, _) => app.StopAsync().Wait();")]
    [InlineData("app.MapPost(\"/stop\", async () => { using var other = new HostBuilder().Build(); await other.StopAsync(); });")]
    [InlineData("var other = new HostBuilder().Build(); app.Lifetime.ApplicationStopping.Register(() => other.StopAsync().Wait());")]
    [InlineData("app.MapPost(\"/stop\", async (IHostedService service) => await service.StopAsync(default));")]
    [InlineData("app.Run(); class Worker : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { var own = new HostBuilder().Build(); await own.StopAsync(); } }")]
    [InlineData("new Thread(() => app.StopAsync().Wait()).Start();")]
    public Task Stays_silent_in_an_app(string statements) => InAppAsync(statements);

    [Theory]
    [InlineData("class Worker : BackgroundService { private readonly IHost _other = new HostBuilder().Build(); public override async Task StopAsync(CancellationToken token) { await _other.StopAsync(token); await base.StopAsync(token); } protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask; }")]
    [InlineData("class Worker(IHost host) : IHostedService { public async Task StartAsync(CancellationToken token) => await host.StopAsync(token); public Task StopAsync(CancellationToken token) => Task.CompletedTask; }")]
    [InlineData("class Helper(IHost host) { public async Task StopAsync() => await host.StopAsync(); }")]
    [InlineData("class Worker : BackgroundService { public override async Task StopAsync(CancellationToken token) => await base.StopAsync(token); protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask; }")]
    [InlineData("class Worker : BackgroundService { private static IHost Make() => new HostBuilder().Build(); protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await Make().StopAsync(); } }")]
    public Task Stays_silent_in_a_type(string type) => RuleTest<StopAwaitedFromInsideAnalyzer>.VerifyAsync(ProjectKind.ClassLib, TypeWith(type));

    private static Task InAppAsync(string statements) =>
        RuleTest<StopAwaitedFromInsideAnalyzer>.VerifyAsync(ProjectKind.Web, $"var app = WebApplication.Create(args); {statements}");

    private static string TypeWith(string type) => $"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        {type}
        """;
}
