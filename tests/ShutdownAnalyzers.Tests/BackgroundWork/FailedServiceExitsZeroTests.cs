using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.BackgroundWork;

public sealed class FailedServiceExitsZeroTests
{
    private const string Worker = "class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) => throw new InvalidOperationException(); }";

    [Fact]
    public Task Reported_in_a_worker() => VerifyAsync(ProjectKind.Worker, "Host.CreateApplicationBuilder(args).Build().[|Run|]();");

    [Fact]
    public Task Reported_in_a_web_app() => VerifyAsync(ProjectKind.Web, "await WebApplication.Create(args).[|RunAsync|]();");

    [Fact]
    public Task Reported_where_failures_are_ignored() => VerifyAsync(ProjectKind.Worker, """
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.Configure<HostOptions>(options => options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        builder.Build().[|Run|]();
        """);

    [Theory]
    [InlineData("Host.CreateApplicationBuilder(args).Build().Run(); Environment.ExitCode = 1;")]
    [InlineData("Host.CreateApplicationBuilder(args).Build().Run(); Environment.Exit(1);")]
    [InlineData("Host.CreateApplicationBuilder(args).Build().Run(); return 1;")]
    [InlineData("await Host.CreateApplicationBuilder(args).Build().RunAsync(); return 1;")]
    [InlineData("AppDomain.CurrentDomain.FirstChanceException += (_, e) => Environment.FailFast(e.ToString()); Host.CreateApplicationBuilder(args).Build().Run();")]
    [InlineData("var builder = Host.CreateApplicationBuilder(args); builder.AddGracefulShutdown(); builder.Build().Run();")]
    public Task Silent_where_something_sets_the_code(string program)
    {
        var test = new RuleTest<FailedServiceExitsZeroAnalyzer>(ProjectKind.Worker, program + Worker) { CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None };
        return test.VerifyAsync();
    }

    [Theory]
    [InlineData("10.0.0.0", "[|Run|]")]
    [InlineData("11.0.0.0", "Run")]
    [InlineData("11.0.0.0", "Configure(BackgroundServiceExceptionBehavior.Ignore); host.[|Run|]")]
    [InlineData("11.0.0.0", "Configure(BackgroundServiceExceptionBehavior.StopHost); host.Run")]
    public async Task Silent_from_net11_on_unless_failures_are_ignored(string version, string run)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var hosting = CSharpSyntaxTree.ParseText($$"""
            using System.Threading;
            using System.Threading.Tasks;

            [assembly: System.Reflection.AssemblyVersion("{{version}}")]

            namespace Microsoft.Extensions.Hosting;

            public interface IHost;
            public interface IHostedService;
            public abstract class BackgroundService : IHostedService { protected abstract Task ExecuteAsync(CancellationToken stoppingToken); }
            public enum BackgroundServiceExceptionBehavior { StopHost, Ignore }

            public static class HostingAbstractionsHostExtensions
            {
                public static void Run(this IHost host) { }
                public static void Configure(this IHost host, BackgroundServiceExceptionBehavior behavior) { }
            }
            """, cancellationToken: cancellation);

        // Signed as the framework's own is: of other assemblies nobody knows what they do with a host.
        var key = ImmutableArray.Create(typeof(Microsoft.Extensions.Hosting.IHost).Assembly.GetName().GetPublicKey()!);
        var library = CSharpCompilation.Create(
            "Microsoft.Extensions.Hosting.Abstractions", [hosting], await ReferenceAssemblies.Net.Net100.ResolveAsync(null, cancellation), new(OutputKind.DynamicallyLinkedLibrary, cryptoPublicKey: key, publicSign: true));

        await new RuleTest<FailedServiceExitsZeroAnalyzer>(ProjectKind.Console, $"using Microsoft.Extensions.Hosting; IHost host = new Own(); host.{run}(); class Own : IHost; {Worker}")
            .VerifyAsync(library.AsReferenceAssembly());
    }

    [Fact]
    public Task Silent_without_a_background_service_of_its_own() => RuleTest<FailedServiceExitsZeroAnalyzer>.VerifyAsync(ProjectKind.Worker, """
        Host.CreateApplicationBuilder(args).Build().Run();

        class Worker : IHostedService
        {
            public Task StartAsync(CancellationToken token) => Task.CompletedTask;
            public Task StopAsync(CancellationToken token) => Task.CompletedTask;
            protected virtual Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Silent_without_a_host() => VerifyAsync(ProjectKind.Worker, "while (true) Thread.Sleep(1000);");

    [Fact]
    public Task Silent_in_a_library() => RuleTest<FailedServiceExitsZeroAnalyzer>.VerifyAsync(ProjectKind.ClassLib, $$"""
        using Microsoft.Extensions.Hosting;

        {{Worker}}
        """);

    private static Task VerifyAsync(ProjectKind kind, string program) => RuleTest<FailedServiceExitsZeroAnalyzer>.VerifyAsync(kind, program + Worker);
}
