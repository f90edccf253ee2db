using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT501: a WebSocket of a web app that ends with its client alone.</summary>
public sealed class WebSocketNeverClosedTests
{
    private const string Loop = "while (socket.State == WebSocketState.Open) await socket.ReceiveAsync(buffer, CancellationToken.None);";

    [Theory]
    [InlineData("using var socket = await context.WebSockets.[|AcceptWebSocketAsync|](); while (socket.State == WebSocketState.Open) await socket.ReceiveAsync(buffer, CancellationToken.None);")]
    [InlineData("var socket = await context.WebSockets.[|AcceptWebSocketAsync|](); while (true) await socket.ReceiveAsync(buffer, context.RequestAborted);")]
    [InlineData("using (var socket = await context.WebSockets.[|AcceptWebSocketAsync|](\"chat\")) { for (;;) await socket.ReceiveAsync(buffer, default); }")]
    [InlineData("WebSocket socket; socket = await context.WebSockets.[|AcceptWebSocketAsync|](); do { await socket.ReceiveAsync(new Memory<byte>(buffer), context.RequestAborted); } while (!socket.CloseStatus.HasValue);")]
    [InlineData("var token = context.RequestAborted; using var socket = await context.WebSockets.[|AcceptWebSocketAsync|](); while (true) { var message = await socket.ReceiveAsync(buffer, token); await socket.SendAsync(buffer, message.MessageType, true, token); }")]
    [InlineData("using var socket = await context.WebSockets.[|AcceptWebSocketAsync|](); WebSocketReceiveResult message; do message = await socket.ReceiveAsync(buffer, default); while (message.MessageType != WebSocketMessageType.Close); await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);")]
    public Task Read_until_the_client_leaves(string statements) => InEndpointAsync(statements);

    [Theory]
    [InlineData("using var socket = await context.WebSockets.[|AcceptWebSocketAsync|](); await Chat.EchoAsync(socket);")]
    [InlineData("using var socket = await context.WebSockets.[|AcceptWebSocketAsync|](); await EchoAsync(context, socket); static async Task EchoAsync(HttpContext context, WebSocket webSocket) { while (true) await webSocket.ReceiveAsync(new byte[10], context.RequestAborted); }")]
    public Task Read_by_a_method_of_the_project(string statements) => InEndpointAsync(statements);

    [Fact]
    public Task In_a_middleware_or_a_controller() => VerifyAsync("""
        public class SocketMiddleware(RequestDelegate next)
        {
            public async Task InvokeAsync(HttpContext context)
            {
                if (!context.WebSockets.IsWebSocketRequest) { await next(context); return; }
                using var socket = await context.WebSockets.[|AcceptWebSocketAsync|]();
                await LoopAsync(socket);
            }

            private static async Task LoopAsync(WebSocket socket)
            {
                var buffer = new byte[4096];
                var message = await socket.ReceiveAsync(buffer, CancellationToken.None);
                while (!message.CloseStatus.HasValue)
                    message = await socket.ReceiveAsync(buffer, CancellationToken.None);
            }
        }
        """);

    [Theory]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); Chat.Add(socket); while (true) await socket.ReceiveAsync(buffer, default);")]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); all.Add(socket); while (true) await socket.ReceiveAsync(buffer, default);")]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); _ = Task.Factory.StartNew(_ => { }, socket); while (true) await socket.ReceiveAsync(buffer, default);")]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); var both = (socket, 1); while (true) await socket.ReceiveAsync(buffer, default);")]
    [InlineData("var client = new Client(await context.WebSockets.AcceptWebSocketAsync()); await client.RunAsync();")]
    [InlineData("await context.WebSockets.AcceptWebSocketAsync();")]
    [InlineData("_ = context.WebSockets.AcceptWebSocketAsync();")]
    public Task Silent_where_other_code_has_it_too(string statements) => InEndpointAsync(statements);

    [Theory]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); var message = await socket.ReceiveAsync(buffer, default); await socket.SendAsync(buffer, message.MessageType, true, default);")]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); while (true) await socket.SendAsync(buffer, WebSocketMessageType.Text, true, default);")]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); using var idle = new CancellationTokenSource(60_000); while (true) await socket.ReceiveAsync(buffer, idle.Token);")]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); while (true) await socket.ReceiveAsync(buffer, tokens.Current);")]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); using var closing = lifetime.ApplicationStopping.Register(() => _ = socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, default)); while (true) await socket.ReceiveAsync(buffer, default);")]
    [InlineData("using var socket = await context.WebSockets.AcceptWebSocketAsync(); while (true) await socket.ReceiveAsync(buffer, lifetime.ApplicationStopping);")]
    public Task Silent_where_it_ends_otherwise(string statements) => InEndpointAsync(statements);

    [Theory]
    [InlineData("using var closing = shutdown.Draining.Register(() => _ = socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, default));")]
    [InlineData("using var closing = shutdown.OnDraining(\"chat\", async token => await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, token));")]
    public Task Silent_where_the_package_says_when_to_close_it(string closing) => new RuleTest<WebSocketNeverClosedAnalyzer>(ProjectKind.Web, $$"""
        using System.Net.WebSockets;
        using ShutdownAnalyzers.Runtime;

        var app = WebApplication.Create(args);
        app.Map("/ws", async (HttpContext context, IGracefulShutdown shutdown) =>
        {
            var buffer = new byte[1];
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            {{closing}}
            {{Loop}}
        });
        app.Run();
        """).VerifyAsync(RuntimeReferences.All);

    [Theory]
    [InlineData("app.UseDrain();")]
    [InlineData("app.UseWebSockets().UseDrain();")]
    public Task Silent_where_the_drain_closes_it(string call) => RuleTest<WebSocketNeverClosedAnalyzer>.VerifyAsync(ProjectKind.Web, $$"""
        using System.Net.WebSockets;

        var app = WebApplication.Create(args);
        {{call}}
        app.Map("/ws", async (HttpContext context) => { var buffer = new byte[1]; using var socket = await context.WebSockets.AcceptWebSocketAsync(); {{Loop}} });
        app.Run();
        """, """
        namespace Microsoft.AspNetCore.Builder
        {
            public static class DrainApplicationBuilderExtensions { public static IApplicationBuilder UseDrain(this IApplicationBuilder app) => app; }
        }
        """);

    [Fact]
    public async Task Silent_for_client_sockets_and_sockets_of_the_users_own()
    {
        await InEndpointAsync("using var socket = new ClientWebSocket(); await socket.ConnectAsync(new(\"ws://a\"), default); " + Loop);
        await InEndpointAsync("var socket = await new Mine().AcceptWebSocketAsync(); while (true) await socket.ReceiveAsync();");
    }

    [Fact]
    public Task Silent_in_a_library() => RuleTest<WebSocketNeverClosedAnalyzer>.VerifyAsync(ProjectKind.ClassLib, $$"""
        using System.Net.WebSockets;
        using Microsoft.AspNetCore.Http;

        public static class Chat
        {
            public static async Task RunAsync(HttpContext context) { var buffer = new byte[1]; using var socket = await context.WebSockets.AcceptWebSocketAsync(); {{Loop}} }
        }
        """);

    [Fact]
    public Task And_names_the_endpoint()
    {
        var test = new RuleTest<WebSocketNeverClosedAnalyzer>(ProjectKind.Web, Program("using var socket = await context.WebSockets.{|#0:AcceptWebSocketAsync|}(); " + Loop));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("SHUT501", DiagnosticSeverity.Warning).WithLocation(0)
            .WithMessage("WebSocket that '/ws' accepts is never closed on shutdown: it holds the app until its time is up, and the client is cut off"));
        return test.VerifyAsync();
    }

    private static Task InEndpointAsync(string statements) => RuleTest<WebSocketNeverClosedAnalyzer>.VerifyAsync(ProjectKind.Web, Program(statements));

    private static Task VerifyAsync(string type) =>
        RuleTest<WebSocketNeverClosedAnalyzer>.VerifyAsync(ProjectKind.Web, "using System.Net.WebSockets;\n\nWebApplication.Create(args).Run();\n\n" + type);

    private static string Program(string statements) => $$"""
        using System.Net.WebSockets;

        var app = WebApplication.Create(args);
        app.UseWebSockets();
        app.Map("/ws", async (HttpContext context, IHostApplicationLifetime lifetime, Tokens tokens) =>
        {
            var buffer = new byte[4096];
            var all = new List<WebSocket>();
            {{statements}}
        });
        app.Run();

        public class Tokens { public CancellationToken Current { get; set; } }

        public static class Chat
        {
            private static readonly List<WebSocket> s_all = [];
            public static void Add(WebSocket socket) => s_all.Add(socket);
            public static async Task EchoAsync(WebSocket webSocket)
            {
                var buffer = new byte[4096];
                while (webSocket.State == WebSocketState.Open)
                    await webSocket.ReceiveAsync(buffer, CancellationToken.None);
            }
        }

        public class Client(WebSocket socket)
        {
            public async Task RunAsync() { while (true) await socket.ReceiveAsync(new byte[1], CancellationToken.None); }
        }

        public class Mine
        {
            public Task<Mine> AcceptWebSocketAsync() => Task.FromResult(this);
            public Task ReceiveAsync() => Task.CompletedTask;
        }
        """;
}
