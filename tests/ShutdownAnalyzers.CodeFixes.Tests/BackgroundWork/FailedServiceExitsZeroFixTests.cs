using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.BackgroundWork;

public sealed class FailedServiceExitsZeroFixTests
{
    private const string Worker = "\n\nclass Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) => throw new InvalidOperationException(); }\n";

    [Fact]
    public Task Installs_the_package() => new AppFixTest<FailedServiceExitsZeroAnalyzer, FailedServiceExitsZeroFix>(ProjectKind.Worker)
    {
        TestCode = """
            var builder = Host.CreateApplicationBuilder(args);
            builder.Services.AddHostedService<Worker>();
            builder.Build().[|Run|]();
            """ + Worker,
        FixedCode = """
            var builder = Host.CreateApplicationBuilder(args);
            builder.AddGracefulShutdown();
            builder.Services.AddHostedService<Worker>();
            builder.Build().Run();
            """ + Worker,
        Title = "Add graceful shutdown and the package ShutdownAnalyzers.Runtime (restore afterwards)",
    }.VerifyAsync();

    [Fact]
    public Task No_fix_where_the_package_cannot_be_added() => new AppFixTest<FailedServiceExitsZeroAnalyzer, FailedServiceExitsZeroFix>(ProjectKind.Worker) { Project = null }
        .VerifyNoFixAsync("Host.CreateApplicationBuilder(args).Build().[|Run|]();" + Worker);
}
