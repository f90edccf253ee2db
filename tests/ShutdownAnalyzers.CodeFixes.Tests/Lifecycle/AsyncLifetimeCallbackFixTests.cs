using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The fix of SHUT105.</summary>
public sealed class AsyncLifetimeCallbackFixTests
{
    [Fact]
    public Task Web_app_without_the_package() => new AppFixTest<AsyncLifetimeCallbackAnalyzer, AsyncLifetimeCallbackFix>(ProjectKind.Web)
    {
        TestCode = """
            var builder = WebApplication.CreateBuilder(args);
            var app = builder.Build();
            app.Lifetime.ApplicationStopping.Register([|async|] () =>
            {
                await FlushAsync(); // All of it.
            });
            app.Lifetime.ApplicationStopping.Register([|async|] () => await Task.Delay(100));
            app.Run();

            static async Task FlushAsync() => await Task.Yield();
            """,
        FixedCode = """
            using ShutdownAnalyzers.Runtime;

            var builder = WebApplication.CreateBuilder(args);
            builder.AddGracefulShutdown();
            var app = builder.Build();
            app.UseDrain();
            app.Services.GetRequiredService<IGracefulShutdown>().OnDraining("FlushAsync", async cancellationToken =>
            {
                await FlushAsync(); // All of it.
            });
            app.Services.GetRequiredService<IGracefulShutdown>().OnDraining("Delay", async cancellationToken => await Task.Delay(100));
            app.Run();

            static async Task FlushAsync() => await Task.Yield();
            """,
    }.VerifyAsync();

    [Fact]
    public Task Worker_without_the_package() => new AppFixTest<AsyncLifetimeCallbackAnalyzer, AsyncLifetimeCallbackFix>(ProjectKind.Worker)
    {
        TestCode = """
            var builder = Host.CreateApplicationBuilder(args);
            var host = builder.Build();
            var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
            lifetime.ApplicationStopping.Register([|async|] () => await Task.Delay(100));
            host.Run();
            """,
        FixedCode = """
            using ShutdownAnalyzers.Runtime;

            var builder = Host.CreateApplicationBuilder(args);
            builder.AddGracefulShutdown();
            var host = builder.Build();
            var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
            host.Services.GetRequiredService<IGracefulShutdown>().OnDraining("Delay", async cancellationToken => await Task.Delay(100));
            host.Run();
            """,
    }.VerifyAsync();

    [Theory]
    [InlineData("app.Lifetime.ApplicationStopped.Register([|async|] () => await Task.Delay(1));")]
    [InlineData("app.Lifetime.ApplicationStopping.Register([|async|] state => await Task.Delay(1), null);")]
    [InlineData("app.Lifetime.ApplicationStopping.Register([|Flush|]); static async void Flush() => await Task.Delay(1);")]
    [InlineData("using var kept = app.Lifetime.ApplicationStopping.Register([|async|] () => await Task.Delay(1));")]
    public Task No_fix(string statements) =>
        new AppFixTest<AsyncLifetimeCallbackAnalyzer, AsyncLifetimeCallbackFix>(ProjectKind.Web).VerifyNoFixAsync($"var app = WebApplication.Create(args); {statements} app.Run();");
}
