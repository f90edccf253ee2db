namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT108.</summary>
public sealed class HostNotDisposedTests
{
    [Theory]
    [InlineData("var [|host|] = new HostBuilder().Build(); await host.StartAsync(); await host.WaitForShutdownAsync();")]
    [InlineData("var [|host|] = new HostBuilder().Build(); host.Start(); host.WaitForShutdown();")]
    [InlineData("var [|host|] = await new HostBuilder().StartAsync(); await host.WaitForShutdownAsync();")]
    [InlineData("var [|app|] = WebApplication.Create(args); await app.StartAsync(); Console.WriteLine(app.Urls); await app.WaitForShutdownAsync();")]
    public Task Fires(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("var host = new HostBuilder().Build(); host.Run();")]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync(); await host.RunAsync();")]
    [InlineData("using var host = new HostBuilder().Build(); await host.StartAsync(); await host.WaitForShutdownAsync();")]
    [InlineData("await using var app = WebApplication.Create(args); await app.StartAsync(); await app.WaitForShutdownAsync();")]
    [InlineData("using (var host = new HostBuilder().Build()) { await host.StartAsync(); await host.WaitForShutdownAsync(); }")]
    [InlineData("var host = new HostBuilder().Build(); using (host) { await host.StartAsync(); await host.WaitForShutdownAsync(); }")]
    [InlineData("var host = new HostBuilder().Build(); try { await host.StartAsync(); await host.WaitForShutdownAsync(); } finally { host.Dispose(); }")]
    [InlineData("var app = WebApplication.Create(args); await app.StartAsync(); await app.WaitForShutdownAsync(); await app.DisposeAsync();")]
    [InlineData("var host = new HostBuilder().Build(); Keep(host); await host.StartAsync(); await host.WaitForShutdownAsync(); static void Keep(IHost kept) { }")]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync(); await Task.Delay(-1);")]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync(); await host.StopAsync();")]
    [InlineData("var app = WebApplication.Create(args); app.Run(); partial class Program { public static async Task Serve() { var host = new HostBuilder().Build(); await host.StartAsync(); await host.WaitForShutdownAsync(); } }")]
    [InlineData("var app = WebApplication.Create(args); app.Run(); class Own { public static async Task Serve() { var host = new HostBuilder().Build(); await host.StartAsync(); await host.WaitForShutdownAsync(); } }")]
    public Task Stays_silent(string statements) => VerifyAsync(statements);

    private static Task VerifyAsync(string statements) => RuleTest<HostNotDisposedAnalyzer>.VerifyAsync(ProjectKind.Web, statements);
}
