using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

public sealed class ReadinessIgnoresShutdownTests
{
    private const string Options = "new Microsoft.AspNetCore.Diagnostics.HealthChecks.HealthCheckOptions";

    [Theory]
    [InlineData("app.[|MapHealthChecks|](\"/health\");")]
    [InlineData("app.[|MapHealthChecks|](\"/ready\").AllowAnonymous();")]
    [InlineData($"app.[|MapHealthChecks|](\"/ready\", {Options} {{ Predicate = check => check.Tags.Contains(\"ready\") }});")]
    [InlineData($"app.[|MapHealthChecks|](\"/ready\", {Options} {{ AllowCachingResponses = false }});")]
    [InlineData($"app.[|MapHealthChecks|](\"/ready\", {Options}());")]
    [InlineData("app.[|MapHealthChecks|](\"/health\", new() { Predicate = check => true });")]
    [InlineData("app.[|MapHealthChecks|](\"/health\"); app.MapHealthChecks(\"/live\");")]
    [InlineData("app.UseRouting(); app.UseEndpoints(endpoints => endpoints.[|MapHealthChecks|](\"/health\"));")]
    public Task Health_checks_of_which_none_sees_the_stop(string endpoints) => Runs("", endpoints);

    [Theory]
    [InlineData("builder.Services.AddHealthChecks().AddCheck(\"disk\", () => Disk());")]
    [InlineData("builder.Services.AddHealthChecks().AddCheck<Disk>(\"disk\");")]
    public Task Other_checks_do_not_help(string services) => Runs(services, "app.[|MapHealthChecks|](\"/health\");");

    [Theory]
    [InlineData("app.MapHealthChecks(\"/live\");")]
    [InlineData("app.MapHealthChecks(\"/healthz/live\");")]
    [InlineData("app.MapHealthChecks(\"/alive\");")]
    [InlineData("app.MapHealthChecks(\"/liveness\");")]
    [InlineData("app.MapHealthChecks(\"/startup\");")]
    [InlineData($"app.MapHealthChecks(\"/health\", {Options} {{ Predicate = _ => false }});")]
    [InlineData($"app.MapHealthChecks(\"/health\", {Options} {{ Predicate = check => check.Tags.Contains(\"live\") }});")]
    [InlineData($"app.MapHealthChecks(\"/health\", {Options} {{ Predicate = Chosen }});")]
    [InlineData($"var options = {Options} {{ Predicate = _ => false }}; app.MapHealthChecks(\"/health\", options);")]
    [InlineData("app.MapGet(\"/health\", () => 1);")]
    [InlineData("app.MapHealthChecks(args);")]
    public Task Silent_on_other_probes_and_on_checks_chosen_elsewhere(string endpoints) => Runs("", endpoints);

    [Theory]
    [InlineData("builder.AddGracefulShutdown(); builder.Services.AddHealthChecks().AddDrainReadiness();")]
    [InlineData("builder.Services.AddHealthChecks().AddCheck(\"stopping\", () => Stopping(builder));")]
    [InlineData("builder.Services.AddHealthChecks().AddAsyncCheck(\"drain\", async () => { await Task.Yield(); return Draining.Value ? Unhealthy() : Disk(); });")]
    [InlineData("builder.Services.AddHealthChecks().AddApplicationLifecycleHealthCheck();")]
    public Task Silent_where_a_check_sees_the_stop(string services) => Runs(services, "app.MapHealthChecks(\"/health\");");

    [Fact]
    public Task Silent_where_a_check_of_another_file_sees_the_stop() => Verify(
        Program("builder.Services.AddHealthChecks().AddCheck<Lifetime>(\"lifetime\");", "app.MapHealthChecks(\"/health\");"),
        """
        using Microsoft.Extensions.Diagnostics.HealthChecks;

        class Lifetime(IHostApplicationLifetime lifetime) : IHealthCheck
        {
            public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken token = default) =>
                Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
        }
        """);

    [Fact]
    public Task Silent_in_a_library_whose_app_adds_the_checks()
    {
        var test = new RuleTest<ReadinessIgnoresShutdownAnalyzer>(ProjectKind.Web, "public static class Defaults { public static void MapDefaults(this WebApplication app) => app.MapHealthChecks(\"/health\"); }");
        test.TestState.OutputKind = OutputKind.DynamicallyLinkedLibrary;
        return test.VerifyAsync(RuntimeReferences.All);
    }

    [Fact]
    public Task Silent_in_an_app_that_serves_no_requests() => Verify("""
        Host.CreateApplicationBuilder(args).Build().Run();

        public static class Defaults { public static void MapDefaults(this IEndpointRouteBuilder app) => app.MapHealthChecks("/health"); }
        """);

    [Fact]
    public async Task Silent_where_a_method_that_cannot_be_seen_may_add_the_check()
    {
        var library = await Analysis.CompileAsync("Defaults", OutputKind.DynamicallyLinkedLibrary, "public static class Defaults { public static IServiceCollection AddDefaults(this IServiceCollection services) => services; }");
        await new RuleTest<ReadinessIgnoresShutdownAnalyzer>(ProjectKind.Web, Program("builder.Services.AddDefaults();", "app.MapHealthChecks(\"/health\");"))
            .VerifyAsync([.. RuntimeReferences.All, library.AsReferenceAssembly()]);
    }

    [Fact]
    public Task Says_which_endpoint() => Verify(Program("", "app.{|#0:MapHealthChecks|}(\"/health\");"), message: "Health checks at \"/health\" stay healthy while the app stops: whatever probes them goes on sending requests");

    private static Task Runs(string services, string endpoints) => Verify(Program(services, endpoints));

    private static string Program(string services, string endpoints) => $$"""
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        {{endpoints}}
        app.Run();

        static bool Chosen(Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckRegistration check) => false;
        static Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult Disk() => new();
        static Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult Unhealthy() => new();
        static Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult Stopping(object builder) => new();

        static class Draining { public static bool Value; }

        class Disk : Microsoft.Extensions.Diagnostics.HealthChecks.IHealthCheck
        {
            public Task<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult> CheckHealthAsync(Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckContext context, CancellationToken token = default) => null!;
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            static class TheirChecks { public static void AddApplicationLifecycleHealthCheck(this IHealthChecksBuilder builder) { } }
        }

        static class Ours { public static void MapHealthChecks(this WebApplication app, string[] paths) { } }
        """;

    private static Task Verify(string program, string? other = null, string? message = null)
    {
        var test = new RuleTest<ReadinessIgnoresShutdownAnalyzer>(ProjectKind.Web, other is null ? [program] : [program, other]);
        if (message is not null)
            test.ExpectedDiagnostics.Add(Microsoft.CodeAnalysis.Testing.DiagnosticResult.CompilerError("SHUT207").WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithMessage(message));
        return test.VerifyAsync(RuntimeReferences.All);
    }
}
