using Microsoft.CodeAnalysis.Testing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT101 fires at the run call, whatever an entry point looks like.</summary>
public sealed class ShutdownHandlerMissingTests
{
    [Theory]
    [InlineData("""
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.MapGet("/", () => "Hello World!");
        app.[|Run|]();
        """)]
    [InlineData("""
        var app = WebApplication.CreateSlimBuilder(args).Build();
        await app.[|RunAsync|]();
        return 0;
        """)]
    [InlineData("""
        using var host = Host.CreateApplicationBuilder(args).Build();
        await host.StartAsync();
        await host.[|WaitForShutdownAsync|]();
        """)]
    [InlineData("""
        await Host.CreateDefaultBuilder(args).[|RunConsoleAsync|]();
        """)]
    [InlineData("""
        IHost host = new HostBuilder().Build();
        host.[|Run|]();
        """)]
    [InlineData("""
        WebApplication.Create(args)?.[|Run|]();
        """)]
    public Task A_run_call_among_top_level_statements(string program) => Runs(program);

    [Theory]
    [InlineData("public static void Main(string[] args) => CreateHostBuilder(args).Build().[|Run|]();")]
    [InlineData("public static async Task Main(string[] args) => await CreateHostBuilder(args).Build().[|RunAsync|]();")]
    [InlineData("""
        public static int Main(string[] args)
        {
            try
            {
                CreateHostBuilder(args).Build().[|Run|]();
                return 0;
            }
            catch (Exception e)
            {
                Console.Error.WriteLine(e);
                return 1;
            }
            finally
            {
                Console.Out.Flush();
            }
        }
        """)]
    [InlineData("""
        static async Task<int> Main(string[] args)
        {
            var host = CreateHostBuilder(args).Build();
            if (args.Length > 0 && args[0] == "migrate")
                return 2;

            await host.[|RunAsync|]();
            return 0;
        }
        """)]
    public Task A_run_call_in_Main(string main) => Runs(
        $$"""
        public class Program
        {
            {{main}}

            public static IHostBuilder CreateHostBuilder(string[] args) =>
                Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>());
        }

        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) { }

            public void Configure(IApplicationBuilder app) => app.Run(context => context.Response.WriteAsync("hello"));
        }
        """);

    [Fact]
    public Task A_run_call_in_a_method_that_the_entry_point_calls_in_another_file() => new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web,
        "return await Shop.Server.ServeAsync(args);",
        """
        namespace Shop;

        internal static class Server
        {
            public static async Task<int> ServeAsync(string[] args)
            {
                await WebApplication.Create(args).[|RunAsync|]();
                return 0;
            }
        }
        """).VerifyAsync();

    [Fact]
    public Task Once_for_each_entry_point() => Runs(
        """
        var app = WebApplication.Create(args);
        if (args.Length > 0)
            app.[|Run|](args[0]);
        else
            app.Run();
        """);

    [Fact]
    public Task The_call_that_runs_not_the_middleware_of_the_same_name() => Runs(
        """
        var app = WebApplication.Create(args);
        app.Run(context => context.Response.WriteAsync("hello"));
        app.[|Run|]();
        """);

    [Fact]
    public Task A_web_host() => new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web,
        """
        using Microsoft.AspNetCore;

        WebHost.CreateDefaultBuilder(args).Configure(app => app.UseRouting()).Build().[|Run|]();
        """)
    { DisabledDiagnostics = { "ASPDEPR004", "ASPDEPR008" } }.VerifyAsync();

    [Theory]
    [InlineData("// lifetime.ApplicationStopping.Register(() => { });")]
    [InlineData("Console.WriteLine(\"ApplicationStopping, PosixSignalRegistration.Create, AddGracefulShutdown()\");")]
    [InlineData("Console.WriteLine(nameof(Ours.ApplicationStopping));")]
    [InlineData("Ours.AddGracefulShutdown();")]
    [InlineData("Console.CancelKeyPress += (_, e) => e.Cancel = true;")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => { };")]
    [InlineData("app.Lifetime.ApplicationStarted.Register(() => { });")]
    [InlineData("using var hup = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGHUP, _ => { });")]
    public Task A_name_is_no_handler(string statement) => Runs(
        $$"""
        var app = WebApplication.Create(args);
        {{statement}}
        app.[|Run|]();

        static class Ours
        {
            public static string ApplicationStopping => "";

            public static void AddGracefulShutdown() { }
        }
        """);

    [Theory]
    [InlineData("public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;")]
    [InlineData("public Task StopAsync(CancellationToken cancel) { return Task.CompletedTask; }")]
    [InlineData("public async Task StopAsync(CancellationToken cancel) { await Task.CompletedTask; }")]
    [InlineData("public Task StopAsync(CancellationToken cancel) => throw new NotSupportedException();")]
    public Task A_hosted_service_whose_stop_does_nothing(string stop) => Runs(
        $$"""
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddHostedService<Warmup>();
        builder.Build().[|Run|]();

        class Warmup : IHostedService
        {
            public Task StartAsync(CancellationToken cancel) => Task.Delay(10, cancel);

            {{stop}}
        }
        """);

    [Fact]
    public Task A_background_service_that_ignores_its_stopping_token() => Runs(
        """
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddHostedService<Worker>();
        var host = builder.Build();
        host.[|Run|]();

        class Worker : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (true)
                    await Task.Delay(1000);
            }
        }
        """);

    [Fact]
    public Task A_StopAsync_that_is_not_a_hosted_service_s() => Runs(
        """
        WebApplication.Create(args).[|Run|]();

        class Engine
        {
            public async Task StopAsync(CancellationToken cancel)
            {
                await Task.Delay(10, cancel);
                Console.WriteLine("stopped");
            }
        }
        """);

    [Theory]
    [InlineData("WebApplication.Create(args).{|#0:Run|}();", "MinimalWeb")]
    [InlineData("IHost host = WebApplication.Create(args); host.{|#0:Run|}();", "MinimalWeb")]
    [InlineData("Host.CreateApplicationBuilder(args).Build().{|#0:Run|}();", "GenericHost")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.Configure(app => app.UseRouting())).Build().{|#0:Run|}();", "Startup")]
    [InlineData("new HostBuilder().ConfigureWebHost(web => web.UseKestrel()).Build().{|#0:Run|}();", "Startup")]
    [InlineData("await Task.{|#0:Delay|}(-1);", "Console")]
    public async Task The_kind_of_host_and_the_app_are_named(string program, string host)
    {
        var test = new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web, program);
        test.ExpectedDiagnostics.Add(new DiagnosticResult("SHUT101", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).WithLocation(0).WithArguments("TestProject"));
        await test.VerifyAsync();

        var diagnostic = Assert.Single(await Analysis.OfAsync(new ShutdownHandlerMissingAnalyzer(), program.Replace("{|#0:", "").Replace("|}", "")));
        Assert.Equal(host, diagnostic.Properties["HostKind"]);
    }

    private static Task Runs(string program) => new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web, program).VerifyAsync();
}
