namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The fix of SHUT108.</summary>
public sealed class HostNotDisposedFixTests
{
    [Fact]
    public Task Disposes_asynchronously_where_it_can() => VerifyAsync("""
        // The shop.
        var [|app|] = WebApplication.Create(args);
        IHost [|host|] = new HostBuilder().Build();
        await app.StartAsync();
        await host.StartAsync();
        await app.WaitForShutdownAsync();
        await host.WaitForShutdownAsync();
        """, """
        // The shop.
        await using var app = WebApplication.Create(args);
        using IHost host = new HostBuilder().Build();
        await app.StartAsync();
        await host.StartAsync();
        await app.WaitForShutdownAsync();
        await host.WaitForShutdownAsync();
        """);

    [Fact]
    public Task Disposes_in_a_Main_that_is_not_async() => VerifyAsync("""
        class Program
        {
            static void Main()
            {
                var [|app|] = WebApplication.Create();
                app.Start();
                app.WaitForShutdown();
            }
        }
        """, """
        class Program
        {
            static void Main()
            {
                using var app = WebApplication.Create();
                app.Start();
                app.WaitForShutdown();
            }
        }
        """);

    [Theory]
    [InlineData("IHost [|host|]; host = new HostBuilder().Build(); await host.StartAsync(); await host.WaitForShutdownAsync();")]
    [InlineData("IHost [|host|] = new HostBuilder().Build(), other; await host.StartAsync(); await host.WaitForShutdownAsync();")]
    public Task No_fix(string statements) => VerifyAsync(statements, statements);

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<HostNotDisposedAnalyzer, HostNotDisposedFix>.VerifyAsync(ProjectKind.Web, source, fixedSource);
}
