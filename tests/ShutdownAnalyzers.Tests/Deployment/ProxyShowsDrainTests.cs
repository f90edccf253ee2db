using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Test = ShutdownAnalyzers.Deployment.DeploymentTest<ShutdownAnalyzers.Deployment.ProxyShowsDrainAnalyzer>;

namespace ShutdownAnalyzers.Deployment;

public sealed class ProxyShowsDrainTests
{
    [Fact]
    public Task Nothing_said() => InDraining(Nginx("", "[|proxy_pass http://shop|];"));

    [Theory]
    [InlineData("[|proxy_next_upstream error timeout|];")]
    [InlineData("[|proxy_next_upstream error timeout http_502 http_504|];")]
    [InlineData("[|proxy_next_upstream off|];")]
    public Task Status_is_not_listed(string directive) => InDraining(Nginx(directive, "proxy_pass http://shop;"));

    [Fact]
    public Task Listed_for_another_location_only() => InDraining(Nginx("", "[|proxy_next_upstream error|]; proxy_pass http://shop/api;"));

    [Fact]
    public Task Once_for_a_server_with_many_locations() => InDraining(Nginx("", "[|proxy_pass http://shop|]; } location /b { proxy_pass http://shop;"));

    [Fact]
    public Task Upstream_in_another_file() => InDraining(
        ("nginx/upstreams.conf", "upstream shop { server a:80; server b:80; }"),
        ("nginx/site.conf", "server { location / { [|proxy_pass http://shop|]; } }"));

    [Theory]
    [InlineData("upstream shop-api { server a:1; server b:1; } upstream x { server a:1; server b:1; }", "[|proxy_pass http://shop-api|];")]
    [InlineData("upstream a { server shop-api-1:80; server shop-api-2:80; } upstream x { server a:1; server b:1; }", "[|proxy_pass http://a|];")]
    [InlineData("upstream a { server a:1; server b:1; } upstream x { server a:1; server b:1; }", "proxy_pass http://a;")]
    [InlineData("upstream a { server a:1; }", "proxy_pass http://a;")]
    [InlineData("upstream a { server a:1; server b:1 down; }", "proxy_pass http://a;")]
    [InlineData("upstream a { server a:1; server b:1; }", "proxy_pass http://$backend;")]
    [InlineData("upstream a { server a:1; server b:1; }", "proxy_pass http://b;")]
    [InlineData("upstream a { server a:1; server b:1; }", "proxy_pass")]
    [InlineData("upstream a { server a:1; server b:1; }", "proxy_pass \"http://a")]
    [InlineData("", "proxy_pass http://127.0.0.1:5000;")]
    public Task Whose_upstream(string upstreams, string pass) => InDraining(("nginx.conf", $"http {{ {upstreams} server {{ location / {{ {pass} }} }} }}"));

    [Fact]
    public Task File_outside_of_the_project() => InDraining(("/src/nginx.conf", "upstream a { server a:1; server b:1; } server { location / { proxy_pass http://a; } }"));

    [Theory]
    [InlineData("proxy_next_upstream off; # clients try again")]
    [InlineData("# clients try again\n    proxy_next_upstream off;")]
    public Task Off_with_a_comment(string directive) => InDraining(Nginx(directive, "proxy_pass http://shop;"));

    [Theory]
    [InlineData(ShopApp.Plain)]
    [InlineData("var builder = WebApplication.CreateBuilder(args); builder.AddGracefulShutdown(o => o.DrainMode = ShutdownAnalyzers.Runtime.DrainMode.Serve); var app = builder.Build(); app.UseDrain(); app.Run();")]
    public Task App_that_rejects_nothing(string code) => Test.OfAsync(code, Nginx("", "proxy_pass http://shop;"));

    [Fact]
    public Task App_that_rejects_with_502() => Test.OfAsync(
        ShopApp.Draining.Replace("AddGracefulShutdown()", "AddGracefulShutdown(o => o.DrainStatusCode = 502)"),
        Nginx("[|proxy_next_upstream error timeout http_503|];", "proxy_pass http://shop;"));

    [Fact]
    public Task App_that_serves_by_its_settings() => Test.OfAsync(ShopApp.Draining, Nginx("", "proxy_pass http://shop;"), ("appsettings.json", """{ "GracefulShutdown": { "DrainMode": "Serve" } }"""));

    [Fact]
    public Task App_with_a_drain_of_its_own() => Test.OfAsync(
        """
        var app = WebApplication.CreateBuilder(args).Build();
        app.Use(async (context, next) => { if (app.Lifetime.ApplicationStopping.IsCancellationRequested) context.Response.StatusCode = 503; else await next(context); });
        app.Run();
        """,
        Nginx("", "[|proxy_pass http://shop|];"));

    [Fact]
    public Task Failures_that_are_counted_are_a_suggestion() => SuggestedAsync(
        "upstream shop { server a:1 max_fails=0; server b:1 max_fails=3; } server { proxy_next_upstream error http_503; location / { proxy_pass http://shop; } }", 1, 1, 1, 14);

    [Fact]
    public Task Posts_that_are_not_retried_are_a_suggestion() => SuggestedAsync(
        "upstream shop { server a:1 max_fails=0; server b:1 max_fails=0; } server { proxy_next_upstream error http_503; location / { proxy_pass http://shop; } }", 1, 76, 1, 110);

    [Fact]
    public Task All_said() => InDraining(("nginx.conf", "upstream shop { server a:1 max_fails=0; server b:1 max_fails=0; } server { proxy_next_upstream error http_503 non_idempotent; location / { proxy_pass http://shop; } }"));

    [Fact]
    public Task Suppressed_in_the_file() => InDraining(("nginx.conf", "# shutdown-analyzers: ignore SHUT704\nupstream shop { server a:1; server b:1; } server { location / { proxy_pass http://shop; } }"));

    private static Task SuggestedAsync(string text, int line, int column, int endLine, int endColumn)
    {
        var test = new Test(ProjectKind.Web, ShopApp.Draining, ("nginx.conf", text));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("SHUT704", DiagnosticSeverity.Info).WithSpan(ShopApp.PathOf("nginx.conf"), line, column, endLine, endColumn));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task InDraining(params (string Path, string Text)[] files) => Test.OfAsync(ShopApp.Draining, files);

    private static (string Path, string Text) Nginx(string inServer, string inLocation) => ("nginx.conf", $$"""
        upstream shop {
          server 127.0.0.1:5001;  # blue
          server 127.0.0.1:5002;  # green
        }
        server {
          listen 80;
          {{inServer}}
          location ~ "^/(a|b){1,2}" {
            {{inLocation}}
          }
        }
        """);
}
