using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Hosting;

public sealed class PipelineTests
{
    [Theory]
    [InlineData("app.UseHsts(); app.UseRouting(); app.UseAuthorization();", "app: UseHsts UseRouting UseAuthorization")]
    [InlineData("app.UseHsts().UseRouting().UseAuthorization();", "app: UseHsts UseRouting UseAuthorization")]
    [InlineData("app.Use((context, next) => next(context)); app.Run(context => Task.CompletedTask); app.Run();", "app: Use Run")]
    [InlineData("app.UseHsts(); app.MapGet(\"/\", () => 1); app.MapControllers();", "app: UseHsts")]
    [InlineData("app.UseHsts(); app.Map(\"/api\", api => api.UseRouting().UseCors()); app.UseCors();", "app: UseHsts Map UseCors; api: UseRouting UseCors")]
    [InlineData("app.UseWhen(context => true, branch => branch.UseHsts()); app.MapWhen(context => true, branch => branch.UseCors());", "app: UseWhen MapWhen; branch: UseHsts; branch: UseCors")]
    [InlineData("WebApplication.Create().UseHsts();", "")]
    [InlineData("Extensions.Build().UseHsts(); app.UseOurs();", "app: UseOurs; own: UseHsts UseRouting")]
    public async Task Middleware_stands_in_the_order_of_its_builder(string statements, string expected)
    {
        var compilation = await Analysis.CompileAsync("TestProject", OutputKind.ConsoleApplication, $$"""
            var app = WebApplication.Create(args);
            {{statements}}

            static class Extensions
            {
                public static IApplicationBuilder Build() => null!;

                public static IApplicationBuilder UseOurs(this IApplicationBuilder own) => own.UseHsts().UseRouting();
            }
            """);

        Assert.Contains(expected, Describe(compilation));
    }

    private static string Describe(Compilation compilation) =>
        string.Join("; ", Composition.Bodies(compilation, TestContext.Current.CancellationToken)
            .SelectMany(body => Pipeline.In(body, compilation, TestContext.Current.CancellationToken))
            .Select(static pipeline => $"{pipeline.Builder.Name}: {string.Join(' ', pipeline.Middleware.Select(static middleware => middleware.Name.Identifier.ValueText))}"));
}
