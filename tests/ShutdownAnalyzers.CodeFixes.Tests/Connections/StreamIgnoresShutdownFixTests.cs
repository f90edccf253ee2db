namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT503's fix lets a stream end with the app, too.</summary>
public sealed class StreamIgnoresShutdownFixTests
{
    private const string Linked = "using var stopping = CancellationTokenSource.CreateLinkedTokenSource";

    [Theory]
    [InlineData(
        "[|while|] (!context.RequestAborted.IsCancellationRequested)\n        await Task.WhenAny(context.Response.WriteAsync(\"x\", context.RequestAborted), Task.Delay(1000));",
        $"{Linked}(context.RequestAborted, app.Lifetime.ApplicationStopping);\n    while (!stopping.Token.IsCancellationRequested)\n        await Task.WhenAny(context.Response.WriteAsync(\"x\", stopping.Token), Task.Delay(1000));")]
    [InlineData(
        "[|while|] (true)\n        await context.Response.WriteAsync(\"x\", cancel);",
        $"{Linked}(cancel, app.Lifetime.ApplicationStopping);\n    while (true)\n        await context.Response.WriteAsync(\"x\", stopping.Token);")]
    [InlineData(
        "[|while|] (true)\n        await context.Response.WriteAsync(\"x\");",
        $"{Linked}(context.RequestAborted, app.Lifetime.ApplicationStopping);\n    while (!stopping.IsCancellationRequested)\n        await context.Response.WriteAsync(\"x\");")]
    [InlineData(
        "[|for|] (;;)\n        await context.Response.WriteAsync(\"x\");",
        $"{Linked}(context.RequestAborted, app.Lifetime.ApplicationStopping);\n    for (; !stopping.IsCancellationRequested;)\n        await context.Response.WriteAsync(\"x\");")]
    [InlineData(
        "[|do|] { await context.Response.WriteAsync(\"x\", CancellationToken.None); } while (true);",
        $"{Linked}(context.RequestAborted, app.Lifetime.ApplicationStopping);\n    do {{ await context.Response.WriteAsync(\"x\", CancellationToken.None); }} while (!stopping.IsCancellationRequested);")]
    public Task In_an_endpoint(string before, string after)
    {
        return VerifyAsync(Program(before), Program(after));

        static string Program(string statements) => $$"""
            var app = WebApplication.Create(args);
            app.MapGet("/ticks", async (HttpContext context, CancellationToken cancel) =>
            {
                {{statements}}
            });
            app.Run();
            """;
    }

    [Fact]
    public Task With_the_services_of_the_request() => VerifyAsync("""
        WebApplication.Create(args).Run();

        public static class Ticks
        {
            public static async Task SendAsync(HttpContext context)
            {
                [|while|] (true)
                    await context.Response.WriteAsync("x", context.RequestAborted);
            }
        }
        """, """
        WebApplication.Create(args).Run();

        public static class Ticks
        {
            public static async Task SendAsync(HttpContext context)
            {
                using var stopping = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
                while (true)
                    await context.Response.WriteAsync("x", stopping.Token);
            }
        }
        """);

    [Fact]
    public Task In_an_iterator_with_an_injected_lifetime() => VerifyAsync("""
        WebApplication.Create(args).Run();

        public class Prices(IHostApplicationLifetime lifetime) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async IAsyncEnumerable<int> Get([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
            {
                [|while|] (!token.IsCancellationRequested)
                {
                    yield return 1;
                    await Task.Delay(1000, token);
                }
            }

            public string Name => lifetime.ToString()!;
        }
        """, """
        WebApplication.Create(args).Run();

        public class Prices(IHostApplicationLifetime lifetime) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async IAsyncEnumerable<int> Get([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
            {
                using var stopping = CancellationTokenSource.CreateLinkedTokenSource(token, lifetime.ApplicationStopping);
                while (!stopping.Token.IsCancellationRequested)
                {
                    yield return 1;
                    await Task.Delay(1000, stopping.Token);
                }
            }

            public string Name => lifetime.ToString()!;
        }
        """);

    [Fact]
    public Task For_two_streams_of_one_file() => VerifyAsync("""
        var app = WebApplication.Create(args);
        app.MapGet("/a", async (HttpContext context) =>
        {
            [|while|] (true)
                await context.Response.WriteAsync("x");
        });
        app.MapGet("/b", async (HttpContext context) =>
        {
            [|while|] (true)
                await context.Response.WriteAsync("x");
        });
        app.Run();
        """, """
        var app = WebApplication.Create(args);
        app.MapGet("/a", async (HttpContext context) =>
        {
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, app.Lifetime.ApplicationStopping);
            while (!stopping.IsCancellationRequested)
                await context.Response.WriteAsync("x");
        });
        app.MapGet("/b", async (HttpContext context) =>
        {
            using var stopping2 = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, app.Lifetime.ApplicationStopping);
            while (!stopping2.IsCancellationRequested)
                await context.Response.WriteAsync("x");
        });
        app.Run();
        """);

    [Fact]
    public Task No_fix_without_a_lifetime()
    {
        const string Source = """
            WebApplication.Create(args).Run();

            public static class Ticks
            {
                public static async Task SendAsync(HttpResponse response, CancellationToken token) { while (!token.IsCancellationRequested) await response.WriteAsync("x"); }
                public static async Task RunAsync(HttpContext context) => await SendAsync(context.Response, context.RequestAborted);
                private static async Task LoopAsync(HttpResponse response, CancellationToken token) { {|SHUT503:while|} (!token.IsCancellationRequested) await response.WriteAsync("x"); }
                public static async Task MoreAsync(HttpContext context) => await LoopAsync(context.Response, context.RequestAborted);
            }
            """;
        return VerifyAsync(Source, Source);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<StreamIgnoresShutdownAnalyzer, StreamIgnoresShutdownFix>.VerifyAsync(ProjectKind.Web, source, fixedSource);
}
