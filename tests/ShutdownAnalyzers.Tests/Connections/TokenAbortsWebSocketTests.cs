using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT502: a token of the shutdown given to a transfer of a WebSocket.</summary>
public sealed class TokenAbortsWebSocketTests
{
    [Theory]
    [InlineData("await socket.ReceiveAsync(buffer, [|lifetime.ApplicationStopping|]);")]
    [InlineData("await socket.SendAsync(buffer, WebSocketMessageType.Text, true, [|lifetime.ApplicationStopping|]);")]
    [InlineData("await socket.ReceiveAsync(new Memory<byte>(buffer), [|lifetime.ApplicationStopping|]);")]
    [InlineData("await socket.ReceiveAsync(cancellationToken: [|lifetime.ApplicationStopping|], buffer: new Memory<byte>(buffer));", "cancellationToken: [|lifetime.ApplicationStopping|]")]
    [InlineData("var token = lifetime.ApplicationStopping; while (true) await socket.ReceiveAsync(buffer, [|token|]);")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping); await socket.ReceiveAsync(buffer, [|linked.Token|]);")]
    [InlineData("await ReceiveAsync(lifetime.ApplicationStopping); Task ReceiveAsync(CancellationToken token) => socket.ReceiveAsync(buffer, [|token|]);")]
    [InlineData("using var closing = lifetime.ApplicationStopping.Register(() => _ = socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, default)); await socket.ReceiveAsync(buffer, [|lifetime.ApplicationStopping|]);")]
    public Task Fires(string statements, string? argument = null) =>
        InEndpointAsync(argument is null ? statements : statements.Replace(argument, $"[|{argument.Replace("[|", "").Replace("|]", "")}|]"));

    [Theory]
    [InlineData("await socket.ReceiveAsync(buffer, context.RequestAborted);")]
    [InlineData("await socket.ReceiveAsync(buffer, CancellationToken.None);")]
    [InlineData("await socket.ReceiveAsync(buffer, lifetime.ApplicationStopped);")]
    [InlineData("await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, default); await socket.ReceiveAsync(buffer, lifetime.ApplicationStopping);")]
    [InlineData("await socket.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, null, lifetime.ApplicationStopping);")]
    [InlineData("using var closing = lifetime.ApplicationStopping.Register(() => _ = socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, default)); await socket.ReceiveAsync(buffer, default);")]
    [InlineData("await new HttpClient().SendAsync(new HttpRequestMessage(), lifetime.ApplicationStopping);")]
    [InlineData("using var client = new ClientWebSocket(); await client.ReceiveAsync(buffer, lifetime.ApplicationStopping);")]
    [InlineData("await new Mine().ReceiveAsync(buffer, lifetime.ApplicationStopping);")]
    public Task Silent(string statements) => InEndpointAsync(statements);

    [Fact]
    public Task And_names_the_transfer()
    {
        var test = new RuleTest<TokenAbortsWebSocketAnalyzer>(ProjectKind.Web, Program("await socket.ReceiveAsync(buffer, {|#0:lifetime.ApplicationStopping|});"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("SHUT502", DiagnosticSeverity.Warning).WithLocation(0)
            .WithMessage("A token of ApplicationStopping given to 'ReceiveAsync' aborts the WebSocket: the peer sees 1006, not 1001"));
        return test.VerifyAsync();
    }

    private static Task InEndpointAsync(string statements) => RuleTest<TokenAbortsWebSocketAnalyzer>.VerifyAsync(ProjectKind.Web, Program(statements));

    private static string Program(string statements) => $$"""
        using System.Net.WebSockets;

        var app = WebApplication.Create(args);
        app.Map("/ws", async (HttpContext context, IHostApplicationLifetime lifetime) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[4096];
            {{statements}}
        });
        app.Run();

        public class Mine { public Task ReceiveAsync(byte[] buffer, CancellationToken token) => Task.CompletedTask; }
        """;
}
