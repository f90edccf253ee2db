using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Drain;

public sealed class DrainNotOutermostTests
{
    [Theory]
    [InlineData("app.UseRouting(); app.[|UseDrain|]();")]
    [InlineData("app.UseStaticFiles(); app.UseHttpsRedirection(); app.[|UseDrain|](); app.UseAuthorization();")]
    [InlineData("app.UseHsts().[|UseDrain|]();")]
    [InlineData("app.UseExceptionHandler(\"/error\"); app.UseHsts(); app.[|UseDrain|]();")]
    [InlineData("app.Use((context, next) => next(context)); app.[|UseDrain|]();")]
    [InlineData("app.Map(\"/admin\", admin => admin.UseRouting()); app.[|UseDrain|]();")]
    [InlineData("app.MapWhen(context => false, branch => { }); app.[|UseDrain|]();")]
    [InlineData("app.UseWhen(context => false, branch => branch.UseDrain()); app.[|UseDrain|]();")]
    [InlineData("if (app.Environment.IsDevelopment()) { app.UseStatusCodePages(); } app.[|UseDrain|]();")]
    [InlineData("app.UseMiddleware<Ours>(); app.[|UseDrain|]();")]
    [InlineData("app.UseWhen(context => true, branch => { branch.UseRouting(); branch.[|UseDrain|](); });")]
    [InlineData("app.UseForwardedHeaders(\"ours\"); app.[|UseDrain|]();")]
    public Task A_drain_behind_other_middleware(string pipeline) => Runs(pipeline);

    [Theory]
    [InlineData("app.UseDrain(); app.UseRouting(); app.UseAuthorization();")]
    [InlineData("app.UseDrain().UseRouting();")]
    [InlineData("app.UseForwardedHeaders(); app.UseDrain(); app.UseRouting();")]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseDeveloperExceptionPage(); else app.UseExceptionHandler(\"/error\"); app.UseDrain();")]
    [InlineData("app.UseHttpLogging(); app.UseW3CLogging(); app.UseHealthChecks(\"/ready\"); app.UseDrain();")]
    [InlineData("app.UseForwardedHeaders().UseExceptionHandler(\"/error\").UseDrain().UseHsts();")]
    [InlineData("app.MapGet(\"/\", () => 1); app.MapControllers(); app.MapHealthChecks(\"/ready\"); app.UseDrain();")]
    [InlineData("app.UseDrain(); app.UseRouting(); app.UseDrain();")]
    [InlineData("app.UseDrain(); app.Map(\"/admin\", admin => admin.UseRouting());")]
    [InlineData("if (args.Length > 0) app.UseRouting(); else app.UseDrain();")]
    [InlineData("app.UseWhen(context => true, branch => branch.UseDrain().UseRouting());")]
    [InlineData("app.UseRouting(); Another(args).UseDrain();")]
    [InlineData("app.UseRouting(); var second = WebApplication.Create(args); second.UseDrain();")]
    public Task Silent_where_it_is_outermost(string pipeline) => Runs(pipeline);

    [Fact]
    public Task Silent_on_a_method_of_the_user_s_own() => new RuleTest<DrainNotOutermostAnalyzer>(ProjectKind.Web,
        """
        var app = WebApplication.Create(args);
        app.UseRouting();
        app.UseDrain();
        app.Run();

        static class Ours
        {
            public static IApplicationBuilder UseDrain(this IApplicationBuilder app) => app;
        }
        """).VerifyAsync();

    [Fact]
    public Task Silent_before_the_package_is_restored() => new RuleTest<DrainNotOutermostAnalyzer>(ProjectKind.Web,
        """
        var app = WebApplication.Create(args);
        app.UseRouting();
        app.UseDrain();
        app.Run();
        """)
    { CompilerDiagnostics = CompilerDiagnostics.None }.VerifyAsync();

    [Fact]
    public Task A_startup_class() => Verify("""
        class Startup
        {
            public void Configure(IApplicationBuilder app, IWebHostEnvironment environment)
            {
                app.UseRouting();
                app.[|UseDrain|]();
                app.UseEndpoints(endpoints => { });
            }

            static void Main() { }
        }
        """);

    private static Task Runs(string pipeline) => Verify($$"""
        var app = WebApplication.Create(args);
        {{pipeline}}
        app.Run();

        static WebApplication Another(string[] args) => WebApplication.Create(args);

        class Ours(RequestDelegate next)
        {
            public Task InvokeAsync(HttpContext context) => next(context);
        }

        static class Extensions
        {
            public static IApplicationBuilder UseForwardedHeaders(this IApplicationBuilder app, string which) => app;
        }
        """);

    private static Task Verify(string program) => new RuleTest<DrainNotOutermostAnalyzer>(ProjectKind.Web, program).VerifyAsync(RuntimeReferences.All);
}
