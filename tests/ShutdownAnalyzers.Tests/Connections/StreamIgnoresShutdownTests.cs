using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT503: an endless stream that only its client ends.</summary>
public sealed class StreamIgnoresShutdownTests
{
    [Theory]
    [InlineData("[|while|] (!context.RequestAborted.IsCancellationRequested) { await context.Response.WriteAsync(\"x\"); await Task.Delay(1000, context.RequestAborted); }")]
    [InlineData("[|while|] (true) { await context.Response.WriteAsync(\"x\", context.RequestAborted); await context.Response.Body.FlushAsync(context.RequestAborted); }")]
    [InlineData("[|for|] (;;) { await context.Response.Body.WriteAsync(new byte[1], token); }")]
    [InlineData("[|do|] { await context.Response.WriteAsJsonAsync(1, token); } while (!token.IsCancellationRequested);")]
    [InlineData("[|while|] (token.IsCancellationRequested == false) { await context.Response.BodyWriter.WriteAsync(new byte[1], token); }")]
    [InlineData("using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); [|while|] (await timer.WaitForNextTickAsync(token)) await context.Response.WriteAsync(\"x\");")]
    [InlineData("[|while|] (true) { if (token.IsCancellationRequested) break; await context.Response.WriteAsync(\"x\"); }")]
    [InlineData("[|while|] (true) { try { await context.Response.WriteAsync(\"x\", token); } catch (OperationCanceledException) { return; } }")]
    [InlineData("[|while|] (true) { await context.Response.WriteAsync(\"x\"); await Task.Delay(1000); }")]
    [InlineData("var response = context.Response; [|while|] (!token.IsCancellationRequested) { foreach (var part in new[] { 1, 2 }) await response.WriteAsync($\"{part}\"); await response.Body.FlushAsync(); }")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(token); [|while|] (!token.IsCancellationRequested) await context.Response.WriteAsync(\"x\");")]
    public Task Writes_to_a_response(string statements) => InEndpointAsync(statements);

    [Fact]
    public Task Yields_from_an_endpoint() => VerifyAsync("""
        app.MapGet("/ticks", (CancellationToken token) => TypedResults.ServerSentEvents(Ticks(token)));
        app.MapGet("/more", (CancellationToken cancel) => { return Stream(); async IAsyncEnumerable<int> Stream() { [|while|] (true) { yield return 1; await Task.Delay(10, cancel); } } });
        app.Run();

        static async IAsyncEnumerable<int> Ticks([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            [|while|] (!token.IsCancellationRequested)
            {
                yield return 1;
                await Task.Delay(1000, token);
            }
        }
        """);

    [Fact]
    public Task Yields_from_a_controller() => VerifyAsync("""
        app.Run();

        public class Prices : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async IAsyncEnumerable<int> Get([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
            {
                [|while|] (true) { yield return 1; await Task.Delay(1000, token); }
            }
        }
        """);

    [Fact]
    public Task Writes_to_a_stream_of_grpc() => RuleTest<StreamIgnoresShutdownAnalyzer>.VerifyAsync(ProjectKind.Web, """
        using Grpc.Core;

        WebApplication.Create(args).Run();

        public abstract class Base { public abstract Task Watch(int request, IServerStreamWriter<int> stream, ServerCallContext context); }

        public class Service : Base
        {
            public override async Task Watch(int request, IServerStreamWriter<int> stream, ServerCallContext context)
            {
                [|while|] (!context.CancellationToken.IsCancellationRequested)
                {
                    await stream.WriteAsync(1);
                    await Task.Delay(1000, context.CancellationToken);
                }
            }
        }
        """, """
        namespace Grpc.Core
        {
            public abstract class ServerCallContext { public CancellationToken CancellationToken { get; } }
            public interface IAsyncStreamWriter<in T> { Task WriteAsync(T message); }
            public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
        }
        """);

    [Theory]
    [InlineData("while (!lifetime.ApplicationStopping.IsCancellationRequested) await context.Response.WriteAsync(\"x\");")]
    [InlineData("while (!token.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested) await context.Response.WriteAsync(\"x\");")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(token, lifetime.ApplicationStopping); while (!linked.IsCancellationRequested) await context.Response.WriteAsync(\"x\");")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(token, lifetime.ApplicationStopping); while (true) await context.Response.WriteAsync(\"x\", linked.Token);")]
    [InlineData("lifetime.ApplicationStopping.Register(() => context.Abort()); while (true) await context.Response.WriteAsync(\"x\", token);")]
    [InlineData("while (!other.Current.IsCancellationRequested) await context.Response.WriteAsync(\"x\");")]
    [InlineData("using var limit = CancellationTokenSource.CreateLinkedTokenSource(token); limit.CancelAfter(1000); while (!limit.IsCancellationRequested) await context.Response.WriteAsync(\"x\");")]
    public Task Silent_where_it_sees_the_shutdown_or_another_end(string statements) => InEndpointAsync(statements);

    [Theory]
    [InlineData("for (var i = 0; i < 10; i++) await context.Response.WriteAsync(\"x\", token);")]
    [InlineData("foreach (var item in new[] { 1, 2 }) await context.Response.WriteAsync($\"{item}\", token);")]
    [InlineData("await foreach (var item in other.Items) await context.Response.WriteAsync($\"{item}\", token);")]
    [InlineData("var left = 10; while (left-- > 0) await context.Response.WriteAsync(\"x\", token);")]
    [InlineData("var left = 10; while (true) { if (left-- == 0) break; await context.Response.WriteAsync(\"x\", token); }")]
    [InlineData("var left = 10; while (true) { if (left-- == 0) return; await context.Response.WriteAsync(\"x\", token); }")]
    [InlineData("while (!token.IsCancellationRequested) await File.AppendAllTextAsync(\"log\", \"x\", token);")]
    [InlineData("while (!token.IsCancellationRequested) await new MemoryStream().WriteAsync(new byte[1], token);")]
    [InlineData("await context.Response.WriteAsync(\"x\", token); while (true) await Task.Delay(1000, token);")]
    public Task Silent_where_it_ends_or_sends_nothing(string statements) => InEndpointAsync(statements);

    [Theory]
    [InlineData("while (true) { var rows = await PageAsync(token); if (rows.Length == 0) yield break; foreach (var row in rows) yield return row; }")]
    [InlineData("[|while|] (true) { if (token.IsCancellationRequested) yield break; yield return 1; }")]
    public Task Silent_where_the_last_page_ends_it(string statements) => VerifyAsync($$"""
        app.MapGet("/rows", (CancellationToken token) => Rows(token));
        app.Run();

        static async IAsyncEnumerable<int> Rows([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            await Task.Yield();
            {{statements}}
        }

        static Task<int[]> PageAsync(CancellationToken token) => Task.FromResult<int[]>([]);
        """);

    // SignalR closes its connections when ApplicationStopping is signalled, and with them goes the token of the stream.
    [Fact]
    public Task Silent_in_a_hub() => VerifyAsync("""
        app.MapHub<Prices>("/prices");
        app.Run();

        public class Prices : Microsoft.AspNetCore.SignalR.Hub
        {
            public async IAsyncEnumerable<int> Stream([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
            {
                while (!token.IsCancellationRequested) { yield return 1; await Task.Delay(1000, token); }
            }
        }
        """);

    [Fact]
    public Task Silent_where_no_request_asks_for_the_stream() => VerifyAsync("""
        await foreach (var tick in Clock.Ticks())
            Console.WriteLine(tick);

        app.Run();

        public static class Clock
        {
            public static async IAsyncEnumerable<int> Ticks()
            {
                while (true)
                {
                    yield return 1;
                    await Task.Delay(1000);
                }
            }
        }
        """);

    [Theory]
    [InlineData("app.MapGet(\"/ticks\", async (HttpContext context) => { while (true) await context.Response.WriteAsync(\"x\"); }).LongLived(); app.Run();")]
    [InlineData("app.MapGet(\"/ticks\", [ShutdownAnalyzers.Runtime.LongLived] async (HttpContext context) => { while (true) await context.Response.WriteAsync(\"x\"); }); app.Run();")]
    [InlineData("var live = app.MapGroup(\"/live\").LongLived(); live.MapGet(\"/ticks\", async (HttpContext context) => { while (true) await context.Response.WriteAsync(\"x\"); }); app.Run();")]
    [InlineData("app.MapGet(\"/ticks\", Ticks).LongLived(); app.Run(); static async Task Ticks(HttpContext context) { while (true) await context.Response.WriteAsync(\"x\"); }")]
    public Task Silent_where_the_endpoint_is_marked_long_lived(string program) => VerifyAsync(program);

    [Fact]
    public Task Not_where_another_endpoint_is_marked_long_lived() => VerifyAsync("""
        app.MapGet("/marked", () => "x").LongLived();
        app.MapGet("/ticks", async (HttpContext context) => { [|while|] (true) await context.Response.WriteAsync("x"); });
        app.Run();
        """);

    [Fact]
    public Task And_names_the_endpoint()
    {
        var test = new RuleTest<StreamIgnoresShutdownAnalyzer>(ProjectKind.Web, Program("{|#0:while|} (true) await context.Response.WriteAsync(\"x\");"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("SHUT503", DiagnosticSeverity.Warning).WithLocation(0)
            .WithMessage("This stream of '/ticks' ends when its client goes away, not when the app stops: it holds the shutdown until its time is up"));
        return test.VerifyAsync();
    }

    private static Task InEndpointAsync(string statements) => RuleTest<StreamIgnoresShutdownAnalyzer>.VerifyAsync(ProjectKind.Web, Program(statements));

    private static string Program(string statements) => $$"""
        var app = WebApplication.Create(args);
        app.MapGet("/ticks", async (HttpContext context, IHostApplicationLifetime lifetime, Other other, CancellationToken token) =>
        {
            await Task.Yield();
            {{statements}}
        });
        app.Run();

        public class Other { public CancellationToken Current { get; set; } public IAsyncEnumerable<int> Items => throw new NotSupportedException(); }
        """;

    private static Task VerifyAsync(string program) => RuleTest<StreamIgnoresShutdownAnalyzer>.VerifyAsync(ProjectKind.Web, "var app = WebApplication.Create(args);\n" + program, """
        namespace Microsoft.AspNetCore.Builder
        {
            public static class LongLivedEndpointConventionBuilderExtensions { public static T LongLived<T>(this T builder) where T : IEndpointConventionBuilder => builder; }
        }

        namespace ShutdownAnalyzers.Runtime
        {
            public sealed class LongLivedAttribute : Attribute;
        }
        """);
}
