using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Deployment;

/// <summary>What each fix makes of a file. The finding stands at the run call, as in an editor and in <c>dotnet format</c>.</summary>
public sealed class DeploymentFixTests
{
    private const string Probes = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHealthChecks();
        var app = builder.Build();
        app.MapHealthChecks("/ready");
        app.MapHealthChecks("/live");
        app.Run();
        """;

    [Theory]
    [InlineData("ENTRYPOINT dotnet Shop.Api.dll --urls 'http://+:80'", "ENTRYPOINT [\"dotnet\", \"Shop.Api.dll\", \"--urls\", \"http://+:80\"]")]
    [InlineData("CMD dotnet \\\n  Shop.Api.dll", "CMD [\"dotnet\", \"Shop.Api.dll\"]")]
    [InlineData("ENTRYPOINT dotnet Shop.Api.dll $ARGS", "ENTRYPOINT exec dotnet Shop.Api.dll $ARGS")]
    [InlineData("ENTRYPOINT A=1 dotnet Shop.Api.dll", "ENTRYPOINT exec A=1 dotnet Shop.Api.dll")]
    [InlineData("ENTRYPOINT ./migrate && dotnet Shop.Api.dll", "ENTRYPOINT ./migrate && exec dotnet Shop.Api.dll")]
    [InlineData("ENTRYPOINT dotnet Shop.Api.dll\nCMD [\"--help\"]", "ENTRYPOINT exec dotnet Shop.Api.dll\nCMD [\"--help\"]")]
    [InlineData("ENTRYPOINT [\"sh\", \"-c\", \"dotnet Shop.Api.dll\"]", "ENTRYPOINT [\"sh\", \"-c\", \"exec dotnet Shop.Api.dll\"]")]
    public Task SHUT701_dockerfile(string before, string after) =>
        VerifyAsync<SigtermNotForwardedAnalyzer, SigtermNotForwardedFix>("Dockerfile", $"FROM aspnet\n{before}\n", $"FROM aspnet\n{after}\n");

    [Theory]
    [InlineData("ENTRYPOINT [\"sh\", \"-c\", \"A=\\\"1\\\" && dotnet Shop.Api.dll\"]")]
    public Task SHUT701_script_with_escapes_is_left(string instruction) =>
        VerifyAsync<SigtermNotForwardedAnalyzer, SigtermNotForwardedFix>("Dockerfile", $"FROM aspnet\n{instruction}\n", $"FROM aspnet\n{instruction}\n");

    [Fact]
    public Task SHUT701_script() =>
        VerifyAsync<SigtermNotForwardedAnalyzer, SigtermNotForwardedFix>("entrypoint.sh", "#!/bin/sh\r\ndotnet Shop.Api.dll \"$@\" # run\r\n", "#!/bin/sh\r\nexec dotnet Shop.Api.dll \"$@\" # run\r\n");

    [Fact]
    public Task SHUT702_unit() => VerifyAsync<StopSignalNotHandledAnalyzer, StopSignalNotHandledFix>(
        "shop.service",
        "[Service]\nExecStart=/opt/Shop.Api\nExecReload=/bin/kill -HUP $MAINPID\nKillSignal=SIGHUP\nRestart=always\n",
        "[Service]\nExecStart=/opt/Shop.Api\nKillSignal=SIGTERM\nRestart=always\n",
        findings: 2);

    [Theory]
    [InlineData("services:\n  shop:\n    build: .\n    ports: []\n", "services:\n  shop:\n    build: .\n    stop_grace_period: 32s\n    ports: []\n")]
    [InlineData("services:\r\n  shop:\r\n    build: .\r\n", "services:\r\n  shop:\r\n    stop_grace_period: 32s\r\n    build: .\r\n")]
    [InlineData("services:\n  shop:\n    build: .\n    stop_grace_period: '5s' # short\n", "services:\n  shop:\n    build: .\n    stop_grace_period: 32s # short\n")]
    [InlineData("services:\n  shop: { build: . }\n", "services:\n  shop: { build: . }\n")]
    [InlineData("x: &d\n  stop_grace_period: 5s\nservices:\n  shop:\n    <<: *d\n    build: .\n", "x: &d\n  stop_grace_period: 5s\nservices:\n  shop:\n    <<: *d\n    build: .\n")]
    public Task SHUT703_service(string before, string after) => VerifyAsync<GracePeriodTooShortAnalyzer, GracePeriodTooShortFix>("compose.yml", before, after);

    [Fact]
    public Task SHUT703_unit() => VerifyAsync<GracePeriodTooShortAnalyzer, GracePeriodTooShortFix>(
        "shop.service", "[Service]\nExecStart=/opt/Shop.Api\nTimeoutStopSec=5s\n", "[Service]\nExecStart=/opt/Shop.Api\nTimeoutStopSec=32\n");

    [Fact]
    public Task SHUT704_two_servers_of_one_upstream() => VerifyAsync<ProxyShowsDrainAnalyzer, ProxyShowsDrainFix>(
        "nginx.conf",
        "upstream shop {\n  server a:1;\n  server b:1 max_fails=2 weight=3;\n}\nserver {\n  listen 80;\n  location / { proxy_pass http://shop; }\n}\nserver {\n  listen 81;\n  proxy_next_upstream error timeout;\n  location / { proxy_pass http://shop; }\n}\n",
        "upstream shop {\n  server a:1 max_fails=0;\n  server b:1 max_fails=0 weight=3;\n}\nserver {\n  proxy_next_upstream error timeout http_503;\n  listen 80;\n  location / { proxy_pass http://shop; }\n}\nserver {\n  listen 81;\n  proxy_next_upstream error timeout http_503;\n  location / { proxy_pass http://shop; }\n}\n",
        findings: 2,
        code: ShopApp.Draining,
        left: 2);

    [Fact]
    public Task SHUT705_adds_the_probe() => VerifyAsync<ReadinessCannotSeeDrainAnalyzer, ReadinessCannotSeeDrainFix>(
        "shop.yaml",
        Pod("- name: shop\n        image: shop-api\n        ports: [{ name: http, containerPort: 80 }]"),
        Pod("- name: shop\n        readinessProbe:\n          httpGet:\n            path: /ready\n            port: http\n        image: shop-api\n        ports: [{ name: http, containerPort: 80 }]"),
        code: Probes);

    [Fact]
    public Task SHUT705_splits_the_probes() => VerifyAsync<ReadinessCannotSeeDrainAnalyzer, ReadinessCannotSeeDrainFix>(
        "shop.yaml",
        Pod("- image: shop-api\n        livenessProbe: { httpGet: { path: /ready } }\n        readinessProbe: { httpGet: { path: /ready } }"),
        Pod("- image: shop-api\n        livenessProbe: { httpGet: { path: /live } }\n        readinessProbe: { httpGet: { path: /ready } }"),
        code: Probes);

    [Fact]
    public Task SHUT705_makes_up_no_path()
    {
        var pod = Pod("- image: shop-api\n        ports: [{ containerPort: 80 }]");
        return VerifyAsync<ReadinessCannotSeeDrainAnalyzer, ReadinessCannotSeeDrainFix>("shop.yaml", pod, pod);
    }

    private static string Pod(string container) =>
        $"kind: Deployment\nspec:\n  template:\n    metadata: {{ labels: {{ app: shop }} }}\n    spec:\n      containers:\n      {container}\n---\nkind: Service\nspec: {{ selector: {{ app: shop }} }}\n";

    /// <param name="findings">How many findings there are before the fix; all stand at the run call.</param>
    /// <param name="left">How many are left that no fix mends.</param>
    private static Task VerifyAsync<TAnalyzer, TFix>(string path, string before, string after, int findings = 1, string? code = null, int left = 0)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var rule = new TAnalyzer().SupportedDiagnostics[0];
        var source = code ?? ShopApp.Plain;
        var test = new FixTest<TAnalyzer, TFix>(ProjectKind.Web) { TestCode = source };
        test.Deploy((path, before));
        test.Set("shutdown_analyzers.deployment_findings_at_run_call", "true");
        test.TestState.ExpectedDiagnostics.AddRange(Enumerable.Repeat(AtRunCall(source, rule.Id, rule.DefaultSeverity), findings));
        test.FixedState.AdditionalFiles.Add((ShopApp.PathOf(path), after));
        test.FixedState.ExpectedDiagnostics.AddRange(Enumerable.Repeat(AtRunCall(source, rule.Id, DiagnosticSeverity.Info), left));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static DiagnosticResult AtRunCall(string code, string rule, DiagnosticSeverity severity)
    {
        var lines = code.Split('\n');
        var line = Array.FindIndex(lines, static text => text.StartsWith("app.Run", StringComparison.Ordinal));
        return new DiagnosticResult(rule, severity).WithSpan(line + 1, "app.".Length + 1, line + 1, "app.Run".Length + 1).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);
    }
}
