using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Each program calls <c>Code()</c> once; the question is who runs that call.</summary>
public sealed class RunByTests
{
    [Theory]
    [InlineData("Code();")]
    [InlineData("if (args.Length > 0) { Code(); } app.Run();")]
    [InlineData("Local(); void Local() => Code();")]
    [InlineData("Action local = () => Code(); local();")]
    [InlineData("await Task.Run(() => Code());")]
    [InlineData("await Task.Factory.StartNew(() => Code());")]
    [InlineData("await Task.Run(Local); void Local() => Code();")]
    public Task Entry_point(string statements) => IsAsync(Runner.EntryPoint, App(statements));

    [Fact]
    public Task Top_level_statements_and_the_other_part_of_their_type() => IsAsync(Runner.EntryPoint, """
        Start();
        static partial class Program { private static void Start() => Code(); private static void Code() { } }
        """);

    [Theory]
    [InlineData("public static async Task Main() { Code(); await Task.Yield(); }")]
    [InlineData("public static void Main() => Start(); private static void Start() => Code();")]
    [InlineData("public static void Main() => Start(3); private static void Start(int times) { Code(); if (times > 0) Start(times - 1); }")]
    public Task Main_and_what_it_alone_calls(string members) => IsAsync(Runner.EntryPoint, $$"""
        using static Methods;
        class Program { {{members}} }
        static class Methods { public static void Code() { } }
        """);

    [Theory]
    [InlineData("app.MapGet(\"/\", () => Code());")]
    [InlineData("app.MapGroup(\"/api\").MapPost(\"/\", async (int id) => { await Task.Yield(); Code(); });")]
    [InlineData("app.MapGet(\"/\", Local); void Local() => Code();")]
    [InlineData("var handler = () => Code(); app.MapGet(\"/\", handler);")]
    [InlineData("app.MapGet(\"/\", () => { Local(); void Local() => Code(); });")]
    [InlineData("app.MapMethods(\"/\", [\"GET\"], () => Code());")]
    [InlineData("app.Use(async (context, next) => { Code(); await next(context); });")]
    [InlineData("app.Use(next => async context => { Code(); await next(context); });")]
    [InlineData("app.Run(async context => { Code(); await Task.Yield(); });")]
    [InlineData("app.MapWhen(context => { Code(); return true; }, branch => { });")]
    [InlineData("app.Map(\"/branch\", branch => branch.Run(context => { Code(); return Task.CompletedTask; }));")]
    public Task Request(string statements) => IsAsync(Runner.Request, App(statements));

    [Theory]
    [InlineData("class Middleware { public Task InvokeAsync(HttpContext context, int scoped) { Code(); return Task.CompletedTask; } }")]
    [InlineData("class Middleware : IMiddleware { public async Task InvokeAsync(HttpContext context, RequestDelegate next) { Code(); await next(context); } }")]
    [InlineData("class Orders : Microsoft.AspNetCore.Mvc.ControllerBase { public int Get() { Code(); return 1; } }")]
    [InlineData("class Orders : Microsoft.AspNetCore.Mvc.ControllerBase { public int Get() { Help(); return 1; } void Help() { Code(); } }")]
    [InlineData("class Chat : Microsoft.AspNetCore.SignalR.Hub { public Task Send(string text) { Code(); return Task.CompletedTask; } }")]
    [InlineData("class Chat : Microsoft.AspNetCore.SignalR.Hub { public override Task OnConnectedAsync() { Code(); return base.OnConnectedAsync(); } }")]
    [InlineData("class Index : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnGetOrders() => Code(); }")]
    [InlineData("static class Orders { public static void Map(WebApplication app) => app.MapGet(\"/\", Get); public static int Get() { Code(); return 1; } }")]
    [InlineData("static class Orders { public static int Get() { Code(); return 1; } } static class Routes { public static void Map(WebApplication app) => app.MapGet(\"/\", Orders.Get); }")]
    [InlineData("namespace Grpc.Core { public class ServerCallContext; } class Greeter : GreeterBase { public override void Greet(Grpc.Core.ServerCallContext context) => Code(); } abstract class GreeterBase { public abstract void Greet(Grpc.Core.ServerCallContext context); }")]
    public Task Request_by_its_method(string type) => IsAsync(Runner.Request, Types(type));

    [Theory]
    [InlineData("class Worker : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { Code(); await Task.Yield(); } }")]
    [InlineData("class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => Code()); }")]
    [InlineData("class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) => LoopAsync(); private async Task LoopAsync() { Code(); await Task.Yield(); } }")]
    [InlineData("partial class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(Loop); } partial class Worker { private void Loop() { Code(); } }")]
    [InlineData("class Worker : IHostedService { public Task StartAsync(CancellationToken token) => Task.CompletedTask; public Task StopAsync(CancellationToken token) { Code(); return Task.CompletedTask; } }")]
    [InlineData("class Worker : IHostedService { Task IHostedService.StartAsync(CancellationToken token) { Code(); return Task.CompletedTask; } public Task StopAsync(CancellationToken token) => Task.CompletedTask; }")]
    public Task Hosted_service(string type) => IsAsync(Runner.HostedService, Types(type));

    [Theory]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => Code());")]
    [InlineData("app.Lifetime.ApplicationStopped.UnsafeRegister(_ => Code(), null);")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(Local); void Local() => Code();")]
    [InlineData("var token = app.Lifetime.ApplicationStopping; token.Register(() => Code());")]
    [InlineData("app.MapGet(\"/\", (IHostApplicationLifetime lifetime) => { lifetime.ApplicationStopping.Register(() => Code()); });")]
    public Task Lifetime_callback(string statements) => IsAsync(Runner.LifetimeCallback, App(statements));

    [Fact]
    public Task Lifetime_callback_by_its_method() => IsAsync(Runner.LifetimeCallback, Types("""
        class Worker(IHostApplicationLifetime lifetime) : IHostedService
        {
            public Task StartAsync(CancellationToken token) { lifetime.ApplicationStopping.Register(OnStopping); return Task.CompletedTask; }
            public Task StopAsync(CancellationToken token) => Task.CompletedTask;
            private void OnStopping() => Code();
        }
        """));

    [Theory]
    [InlineData("app.Lifetime.ApplicationStarted.Register(() => Code());")]
    [InlineData("var source = new CancellationTokenSource(); source.Token.Register(() => Code());")]
    [InlineData("app.Services.GetHashCode(); AppDomain.CurrentDomain.UnhandledException += (_, _) => Code();")]
    [InlineData("new Timer(_ => Code(), null, 0, 1000);")]
    [InlineData("new Timer(Local, null, 0, 1000); void Local(object? state) => Code();")]
    [InlineData("app.Map(\"/branch\", branch => { Code(); });")]
    [InlineData("Own.Run(() => Code()); static class Own { public static void Run(Action work) => work(); }")]
    [InlineData("Take(() => Code()); static void Take(Delegate work) { }")]
    [InlineData("new[] { 1 }.ToList().ForEach(_ => Code());")]
    [InlineData("app.MapGet(\"/\", () => { new Timer(_ => Code(), null, 0, 1000); });")]
    public Task Unknown_because_of_what_it_is_handed_to(string statements) => IsAsync(Runner.Unknown, App(statements));

    [Theory]
    [InlineData("class Helper { public void Help() => Code(); }")]
    [InlineData("class Helper { public Helper() => Code(); }")]
    [InlineData("class Helper { private void Never() => Code(); }")]
    [InlineData("class Helper { private void A() { B(); Code(); } private void B() => A(); }")]
    [InlineData("class Worker : BackgroundService { public Worker() => Shared(); protected override async Task ExecuteAsync(CancellationToken stoppingToken) { Shared(); await Task.Yield(); } private void Shared() => Code(); }")]
    [InlineData("class Worker : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { new Timer(Tick); await Task.Yield(); } private void Tick(object? state) => Code(); }")]
    [InlineData("class Worker : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { Shared(); await Task.Yield(); } public Worker() => Shared(); private void Shared() => Code(); }")]
    [InlineData("class Worker : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { Help(); await Task.Yield(); } public void Help() => Code(); }")]
    [InlineData("class Job { public Task ExecuteAsync(CancellationToken token) { Code(); return Task.CompletedTask; } }")]
    [InlineData("class Orders : Microsoft.AspNetCore.Mvc.ControllerBase { [Microsoft.AspNetCore.Mvc.NonAction] public int Get() { Code(); return 1; } }")]
    [InlineData("class MyHub { public Task Send(string text) { Code(); return Task.CompletedTask; } }")]
    [InlineData("class Half { public Task ExecuteAsync(CancellationToken { Code( }")]
    public Task Unknown(string type) => IsAsync(Runner.Unknown, Types(type));

    [Theory]
    [InlineData("app.MapGet(\"/\", () => Code());", "Request")]
    [InlineData("app.MapGet(\"/\", Local); void Local() => Code();", "Request")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(Local); void Local() => Code();", "LifetimeCallback")]
    [InlineData("Code();", "EntryPoint")]
    [InlineData("app.MapGet(\"/\", () => Task.Run(() => Code()));", "Unknown")]
    [InlineData("app.MapGet(\"/\", () => { Local(); void Local() => Code(); });", "Unknown")]
    [InlineData("Action local = () => Code(); local();", "Unknown")]
    public async Task Directly(string statements, string expected)
    {
        var (code, model) = await CodeIn(App(statements));

        Assert.Equal(expected, RunBy.Directly(code, model, TestContext.Current.CancellationToken).ToString());
    }

    [Theory]
    [InlineData("class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) { Code(); return Task.CompletedTask; } }", "HostedService")]
    [InlineData("class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) { Help(); return Task.CompletedTask; } private void Help() => Code(); }", "Unknown")]
    public async Task Directly_by_its_method(string type, string expected)
    {
        var (code, model) = await CodeIn(Types(type));

        Assert.Equal(expected, RunBy.Directly(code, model, TestContext.Current.CancellationToken).ToString());
    }

    private static string App(string statements) => $$"""
        var app = WebApplication.Create(args);
        {{statements}}
        static void Code() { }
        """;

    private static string Types(string types) => $$"""
        using static Methods;
        {{types}}
        static class Methods { public static void Code() { } }
        """;

    private static async Task IsAsync(Runner expected, string program)
    {
        var (code, model) = await CodeIn(program);

        Assert.Equal(expected, RunBy.Of(code, model, TestContext.Current.CancellationToken));
    }

    private static async Task<(SyntaxNode Code, SemanticModel Model)> CodeIn(string program)
    {
        var compilation = await Analysis.CompileAsync("TestProject", OutputKind.ConsoleApplication, program);
        var tree = compilation.SyntaxTrees[0];
        var code = (await tree.GetRootAsync(TestContext.Current.CancellationToken)).DescendantNodes()
            .OfType<InvocationExpressionSyntax>().Single(static call => call.Expression.ToString() == "Code");
        return (code, compilation.GetSemanticModel(tree));
    }
}
