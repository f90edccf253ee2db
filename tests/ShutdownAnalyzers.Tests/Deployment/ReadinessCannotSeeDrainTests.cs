using Test = ShutdownAnalyzers.Deployment.DeploymentTest<ShutdownAnalyzers.Deployment.ReadinessCannotSeeDrainAnalyzer>;

namespace ShutdownAnalyzers.Deployment;

public sealed class ReadinessCannotSeeDrainTests
{
    [Fact]
    public Task No_probe() => Test.VerifyAsync(("shop.yaml", Deployment("- [|name: shop|]") + Service("app: shop")));

    [Fact]
    public Task Service_in_another_file() => Test.VerifyAsync(("k8s/shop.yaml", Deployment("- [|name: shop|]")), ("k8s/service.yaml", Service("app: shop")));

    [Theory]
    [InlineData("livenessProbe: { httpGet: { path: /health, port: 80 } }", "readinessProbe: { httpGet: { path: [|/health|], port: 80 } }")]
    [InlineData("livenessProbe: { httpGet: { path: /health } }", "readinessProbe: { httpGet: { path: [|\"/health\"|] } }")]
    public Task One_path(string live, string ready) => Test.VerifyAsync(("shop.yaml", Deployment("- name: shop", live, ready) + Service("app: shop")));

    [Theory]
    [InlineData("livenessProbe: { httpGet: { path: /live, port: 80 } }", "readinessProbe: { httpGet: { path: /ready, port: 80 } }")]
    [InlineData("livenessProbe: { httpGet: { path: /health, port: 81 } }", "readinessProbe: { httpGet: { path: /health, port: 80 } }")]
    [InlineData("livenessProbe: { tcpSocket: { port: 80 } }", "readinessProbe: { tcpSocket: { port: 80 } }")]
    [InlineData("env: []", "readinessProbe: { httpGet: { path: /health, port: 80 } }")]
    public Task Two_probes(string live, string ready) => Test.VerifyAsync(("shop.yaml", Deployment("- name: shop", live, ready) + Service("app: shop")));

    [Theory]
    [InlineData("app: other")]
    [InlineData("{ app: shop, tier: web }")]
    [InlineData("")]
    public Task Service_of_others(string selector) => Test.VerifyAsync(("shop.yaml", Deployment("- name: shop") + Service(selector)));

    [Fact]
    public Task No_service() => Test.VerifyAsync(("shop.yaml", Deployment("- name: shop")));

    [Theory]
    [InlineData("Deployment", "StatefulSet")]
    [InlineData("Deployment", "Job")]
    [InlineData("acme/shop-api", "postgres")]
    [InlineData("kind: Deployment", "# shutdown-analyzers: ignore SHUT705\nkind: Deployment")]
    public Task Others(string what, string other) => Test.VerifyAsync(("shop.yaml", (Deployment("- name: shop") + Service("app: shop")).Replace(what, other)));

    private static string Deployment(params string[] container) => $"""
        kind: Deployment
        metadata:
          name: shop
        spec:
          template:
            metadata:
              labels:
                app: shop
            spec:
              containers:
              {string.Join("\n        ", container)}
                image: acme/shop-api

        """;

    private static string Service(string selector) => $"---\nkind: Service\nspec:\n  selector:\n    {selector}\n";
}
