namespace ShutdownAnalyzers.BackgroundWork;

public sealed class StopsBeforeRequestsFixTests
{
    [Fact]
    public Task Lets_services_stop_one_after_another() => VerifyAsync("""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.Configure<HostOptions>(options => options.[|ServicesStopConcurrently|] = true);
        builder.Build().Run();
        """, """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.Configure<HostOptions>(options => options.ServicesStopConcurrently = false);
        builder.Build().Run();
        """);

    [Fact]
    public Task Registers_services_before_the_web_server() => VerifyAsync("""
        Host.CreateDefaultBuilder(args)
            .ConfigureWebHostDefaults(web => web.Configure(_ => { }))
            .ConfigureLogging(_ => { })
            // The first of many.
            .ConfigureServices(services => services
                .[|AddHostedService|]<Worker>())
            .Build()
            .Run();
        """, """
        Host.CreateDefaultBuilder(args)
            // The first of many.
            .ConfigureServices(services => services
                .AddHostedService<Worker>())
            .ConfigureWebHostDefaults(web => web.Configure(_ => { }))
            .ConfigureLogging(_ => { })
            .Build()
            .Run();
        """);

    [Fact]
    public Task Moves_a_call_with_several_of_them_once() => VerifyAsync(
        "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.Configure(_ => { })).ConfigureServices(services => services.[|AddHostedService|]<Worker>().[|AddHostedService|]<Worker>()).Build().Run();",
        "Host.CreateDefaultBuilder(args).ConfigureServices(services => services.AddHostedService<Worker>().AddHostedService<Worker>()).ConfigureWebHostDefaults(web => web.Configure(_ => { })).Build().Run();");

    private static Task VerifyAsync(string program, string fixedProgram) =>
        FixTest<StopsBeforeRequestsAnalyzer, StopsBeforeRequestsFix>.VerifyAsync(ProjectKind.Web, program + Worker, fixedProgram + Worker);

    private const string Worker = "\n\nclass Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask; }\n";
}
