namespace ShutdownAnalyzers.BackgroundWork;

public sealed class StopsBeforeRequestsTests
{
    private const string Worker = """
        class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask; }
        class Startup { public void ConfigureServices(IServiceCollection services) => services.AddHostedService<Worker>(); public void Configure() { } }
        """;

    [Theory]
    [InlineData("builder.Services.Configure<HostOptions>(options => options.[|ServicesStopConcurrently|] = true);")]
    [InlineData("builder.Services.Configure<HostOptions>(options => { options.[|ServicesStopConcurrently|] = true; });")]
    [InlineData("builder.Services.Configure<HostOptions>(options => options.ServicesStopConcurrently = false);")]
    [InlineData("builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = true);")]
    [InlineData("builder.Services.Configure<HostOptions>(options => options.ServicesStopConcurrently = args.Length > 0);")]
    [InlineData("builder.Services.Configure<Own>(options => options.ServicesStopConcurrently = true);")]
    [InlineData("builder.Services.AddHostedService<Worker>();")]
    public Task Stopping_concurrently_in_a_web_app(string statement) => RuleTest<StopsBeforeRequestsAnalyzer>.VerifyAsync(ProjectKind.Web, $$"""
        var builder = WebApplication.CreateBuilder(args);
        {{statement}}
        builder.Build().Run();

        class Own { public bool ServicesStopConcurrently { get; set; } }
        {{Worker}}
        """);

    [Theory]
    [InlineData(".ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).ConfigureServices(services => services.[|AddHostedService|]<Worker>())")]
    [InlineData(".ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).ConfigureLogging(_ => { }).ConfigureServices((context, services) => { services.AddOptions(); services.[|AddHostedService|]<Worker>(); })")]
    [InlineData(".ConfigureWebHost(web => web.UseStartup<Startup>()).ConfigureServices(services => services.[|AddHostedService|](_ => new Worker()))")]
    [InlineData(".ConfigureServices(services => services.AddHostedService<Worker>()).ConfigureWebHostDefaults(web => web.UseStartup<Startup>())")]
    [InlineData(".ConfigureWebHostDefaults(web => web.ConfigureServices(services => services.AddHostedService<Worker>()).UseStartup<Startup>())")]
    [InlineData(".ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).ConfigureServices(services => services.AddOptions())")]
    [InlineData(".ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).ConfigureServices(services => services.AddHostedService<Worker>(order: 1))")]
    [InlineData(".ConfigureWebHost(port: 80).ConfigureServices(services => services.AddHostedService<Worker>())")]
    public Task Registered_behind_the_web_server(string chain) => RuleTest<StopsBeforeRequestsAnalyzer>.VerifyAsync(ProjectKind.Web, $$"""
        Host.CreateDefaultBuilder(args){{chain}}.Build().Run();

        static class Own
        {
            public static IHostBuilder ConfigureWebHost(this IHostBuilder builder, int port) => builder;
            public static void AddHostedService<T>(this IServiceCollection services, int order) { }
        }

        {{Worker}}
        """);

    [Fact]
    public Task Silent_in_a_worker() => RuleTest<StopsBeforeRequestsAnalyzer>.VerifyAsync(ProjectKind.Worker, $$"""
        Host.CreateDefaultBuilder(args).ConfigureServices(services => services.AddHostedService<Worker>().Configure<HostOptions>(options => options.ServicesStopConcurrently = true)).Build().Run();

        class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask; }
        """);

    [Fact]
    public Task Silent_in_a_library() => RuleTest<StopsBeforeRequestsAnalyzer>.VerifyAsync(ProjectKind.ClassLib, """
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        public static class Defaults
        {
            public static void Add(IServiceCollection services) => services.Configure<HostOptions>(options => options.ServicesStopConcurrently = true);
        }
        """);
}
