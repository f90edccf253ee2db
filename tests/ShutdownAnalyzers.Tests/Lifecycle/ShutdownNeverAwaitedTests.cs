namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT107.</summary>
public sealed class ShutdownNeverAwaitedTests
{
    [Theory]
    [InlineData("await app.[|StartAsync|](); await Task.Delay(-1);")]
    [InlineData("await app.[|StartAsync|](); Console.ReadLine();")]
    [InlineData("app.[|Start|](); Console.ReadLine();")]
    [InlineData("await app.[|StartAsync|](); Console.WriteLine(app.Urls); app.Logger.LogInformation(\"up\");")]
    [InlineData("app.Run(async context => await context.Response.WriteAsync(\"hi\")); await app.[|StartAsync|]();")]
    [InlineData("await using (app) { await app.[|StartAsync|](); await Task.Delay(-1); }")]
    [InlineData("await new HostBuilder().Build().[|StartAsync|]();")]
    [InlineData("await new HostBuilder().[|StartAsync|](); await Task.Delay(-1);")]
    [InlineData("using var host = await new HostBuilder().[|StartAsync|](); await Task.Delay(-1);")]
    [InlineData("var host = new HostBuilder().[|Start|](); Thread.Sleep(-1);")]
    public Task Fires(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("public static async Task Main() { using var host = new HostBuilder().Build(); await host.[|StartAsync|](); await Task.Delay(-1); }")]
    [InlineData("public static Task Main() => ServeAsync(); private static async Task ServeAsync() { using var host = new HostBuilder().Build(); await host.[|StartAsync|](); await Task.Delay(-1); }")]
    public Task Fires_in_Main(string members) => RuleTest<ShutdownNeverAwaitedAnalyzer>.VerifyAsync(ProjectKind.Worker, $"class Program {{ {members} }}");

    [Fact]
    public Task Fires_in_another_file_of_the_entry_point() => RuleTest<ShutdownNeverAwaitedAnalyzer>.VerifyAsync(
        ProjectKind.Web,
        "/* Somewhere in the middle of the other file. */ await ServeAsync();",
        "internal static partial class Program { private static async Task ServeAsync() { using var host = new HostBuilder().Build(); await host.[|StartAsync|](); await Task.Delay(-1); } }");

    [Theory]
    [InlineData("app.Run();")]
    [InlineData("await app.StartAsync(); await app.WaitForShutdownAsync();")]
    [InlineData("app.Start(); app.WaitForShutdown();")]
    [InlineData("await app.StartAsync(); if (args.Length > 0) await app.WaitForShutdownAsync();")]
    [InlineData("try { await app.StartAsync(); await Task.Delay(1000); } finally { await app.StopAsync(); }")]
    [InlineData("await app.StartAsync(); Console.CancelKeyPress += (_, _) => app.StopAsync().Wait(); await Task.Delay(-1);")]
    [InlineData("await app.StartAsync(); await Serve(app); static Task Serve(IHost host) => host.WaitForShutdownAsync();")]
    [InlineData("await app.StartAsync(); await app.ServeAsync(); static class Own { public static Task ServeAsync(this IHost host) => host.WaitForShutdownAsync(); }")]
    [InlineData("await app.StartAsync(); Kept.Host = app; static class Kept { public static IHost? Host; }")]
    [InlineData("await app.StartAsync(); IHost other = app; await other.WaitForShutdownAsync();")]
    [InlineData("await app.StartAsync(); Func<Task> wait = app.StopAsync_; static class Own { public static Task StopAsync_(this IHost host) => host.StopAsync(); }")]
    [InlineData("using var host = await new HostBuilder().StartAsync(); await host.WaitForShutdownAsync();")]
    [InlineData("System.Diagnostics.Process.Start(\"ls\"); new Thread(() => { }).Start();")]
    public Task Stays_silent(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("partial class Program { public static async Task StartAsync() { var host = new HostBuilder().Build(); await host.StartAsync(); } }")]
    [InlineData("static class Fixtures { public static async Task StartAsync() { var host = new HostBuilder().Build(); await host.StartAsync(); } }")]
    [InlineData("class Nested(IHost host) : IHostedService { public Task StartAsync(CancellationToken token) => host.StartAsync(token); public Task StopAsync(CancellationToken token) => Task.CompletedTask; }")]
    [InlineData("class Window { private IHost _host = new HostBuilder().Build(); public void OnStartup() => _host.Start(); }")]
    public Task Stays_silent_elsewhere(string type) => VerifyAsync($"app.Run(); {type}");

    [Fact]
    public Task Stays_silent_in_a_library() => RuleTest<ShutdownNeverAwaitedAnalyzer>.VerifyAsync(ProjectKind.ClassLib, """
        using Microsoft.Extensions.Hosting;

        public static class Hosts { public static async Task Main() { var host = new HostBuilder().Build(); await host.StartAsync(); } }
        """);

    private static Task VerifyAsync(string statements) =>
        RuleTest<ShutdownNeverAwaitedAnalyzer>.VerifyAsync(ProjectKind.Web, $"var app = WebApplication.Create(args); {statements}");
}
