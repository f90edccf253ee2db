namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT109.</summary>
public sealed class ExitInHostedCodeTests
{
    [Theory]
    [InlineData("app.MapPost(\"/exit\", () => Environment.[|Exit|](1));")]
    [InlineData("app.MapPost(\"/exit\", () => { Task.Run(() => { Thread.Sleep(100); Environment.[|Exit|](1); }); });")]
    [InlineData("app.MapPost(\"/exit\", () => Environment.[|FailFast|](\"broken\"));")]
    [InlineData("app.MapPost(\"/exit\", () => System.Diagnostics.Process.GetCurrentProcess().[|Kill|]());")]
    [InlineData("app.MapPost(\"/exit\", () => { var own = System.Diagnostics.Process.GetCurrentProcess(); own.[|Kill|](); });")]
    [InlineData("app.MapPost(\"/exit\", () => System.Diagnostics.Process.GetProcessById(Environment.ProcessId).[|Kill|]());")]
    [InlineData("app.MapPost(\"/exit\", () => { var id = Environment.ProcessId; System.Diagnostics.Process.GetProcessById(id).[|Kill|](true); });")]
    [InlineData("app.Use(async (context, next) => { try { await next(context); } catch (Exception) { Environment.[|Exit|](1); } });")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => Environment.[|Exit|](0));")]
    [InlineData("app.Lifetime.ApplicationStopped.Register(OnStopped); void OnStopped() => Environment.[|Exit|](0);")]
    public Task Fires_in_an_app(string statements) => InAppAsync(statements);

    [Theory]
    [InlineData("class Worker : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { try { await Task.Delay(1); } catch (Exception) { Environment.[|Exit|](1); } } }")]
    [InlineData("class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) { Fail(); return Task.CompletedTask; } private static void Fail() => Environment.[|Exit|](1); }")]
    [InlineData("class Worker : IHostedService { public Task StartAsync(CancellationToken token) { if (DateTime.Now.Year < 2000) Environment.[|Exit|](3); return Task.CompletedTask; } public Task StopAsync(CancellationToken token) => Task.CompletedTask; }")]
    [InlineData("class Admin : Microsoft.AspNetCore.Mvc.ControllerBase { public void Exit() => Environment.[|Exit|](0); }")]
    [InlineData("class Chat : Microsoft.AspNetCore.SignalR.Hub { public void Exit() { Environment.[|Exit|](0); } }")]
    public Task Fires_in_a_type(string type) => InTypeAsync(type);

    [Theory]
    [InlineData("if (args.Length == 0) Environment.Exit(2); app.Run();")]
    [InlineData("app.Run(); Environment.Exit(1);")]
    [InlineData("AppDomain.CurrentDomain.UnhandledException += (_, _) => Environment.Exit(1); app.Run();")]
    [InlineData("AppDomain.CurrentDomain.UnhandledException += OnError; static void OnError(object sender, UnhandledExceptionEventArgs e) => Environment.FailFast(\"broken\");")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => { Thread.Sleep(30_000); Environment.Exit(1); });")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(async () => { await Task.Delay(30_000); Environment.Exit(1); });")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => new Thread(() => Environment.Exit(1)).Start());")]
    [InlineData("app.MapPost(\"/kill\", (int id) => System.Diagnostics.Process.GetProcessById(id).Kill());")]
    [InlineData("app.MapPost(\"/kill\", (System.Diagnostics.Process child) => System.Diagnostics.Process.GetProcessById(child.Id).Kill());")]
    [InlineData("app.MapPost(\"/kill\", (int id) => { if (id == Environment.ProcessId) id = 0; System.Diagnostics.Process.GetProcessById(id).Kill(); });")]
    [InlineData("app.MapPost(\"/exit\", () => new Own().Exit()); class Own { public void Exit() { } }")]
    [InlineData("app.MapPost(\"/exit\", () => { Environment.ExitCode = 1; app.Lifetime.StopApplication(); });")]
    [InlineData("app.MapGet(\"/timer\", () => { new Timer(_ => Environment.Exit(1), null, 0, 0); });")]
    public Task Stays_silent_in_an_app(string statements) => InAppAsync(statements);

    [Theory]
    [InlineData("static class Commands { public static void Quit() => Environment.Exit(0); }")]
    [InlineData("class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) { AppDomain.CurrentDomain.UnhandledException += OnError; return Task.CompletedTask; } private void OnError(object sender, UnhandledExceptionEventArgs e) => Environment.Exit(1); }")]
    [InlineData("class Environment { public static void Exit(int code) { } } class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) { Environment.Exit(1); return Task.CompletedTask; } }")]
    [InlineData("class Worker(System.Diagnostics.Process child) : IHostedService { public Task StartAsync(CancellationToken token) => Task.CompletedTask; public Task StopAsync(CancellationToken token) { child.Kill(); return Task.CompletedTask; } }")]
    public Task Stays_silent_in_a_type(string type) => InTypeAsync(type);

    private static Task InAppAsync(string statements) =>
        RuleTest<ExitInHostedCodeAnalyzer>.VerifyAsync(ProjectKind.Web, $"var app = WebApplication.Create(args); {statements}");

    private static Task InTypeAsync(string type) =>
        RuleTest<ExitInHostedCodeAnalyzer>.VerifyAsync(ProjectKind.ClassLib, $"using Microsoft.Extensions.Hosting;\n{type}");
}
