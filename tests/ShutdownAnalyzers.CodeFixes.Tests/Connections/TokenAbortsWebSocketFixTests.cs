namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT502's fix closes the socket when the app stops, and leaves its transfers alone.</summary>
public sealed class TokenAbortsWebSocketFixTests
{
    private const string Closing = "using var closing = lifetime.ApplicationStopping.Register(() => _ = socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, \"The app is shutting down\", CancellationToken.None));";

    [Theory]
    [InlineData(
        "await socket.ReceiveAsync(buffer, [|lifetime.ApplicationStopping|]);",
        $"{Closing}\n    await socket.ReceiveAsync(buffer, CancellationToken.None);")]
    [InlineData(
        "while (true)\n        await socket.ReceiveAsync(buffer, [|lifetime.ApplicationStopping|]);",
        $"{Closing}\n    while (true)\n        await socket.ReceiveAsync(buffer, CancellationToken.None);")]
    [InlineData(
        "while (true)\n    {\n        await socket.ReceiveAsync(buffer, [|lifetime.ApplicationStopping|]);\n        await socket.SendAsync(buffer, WebSocketMessageType.Text, true, [|lifetime.ApplicationStopping|]);\n    }",
        $"{Closing}\n    while (true)\n    {{\n        await socket.ReceiveAsync(buffer, CancellationToken.None);\n        await socket.SendAsync(buffer, WebSocketMessageType.Text, true, CancellationToken.None);\n    }}")]
    [InlineData(
        "var token = lifetime.ApplicationStopping;\n    for (;;)\n        await socket.ReceiveAsync(buffer, [|token|]);",
        $"var token = lifetime.ApplicationStopping;\n    {Closing}\n    for (;;)\n        await socket.ReceiveAsync(buffer, CancellationToken.None);")]
    public Task In_an_endpoint(string before, string after) => VerifyAsync(Program(before), Program(after));

    [Fact]
    public Task No_fix_where_the_socket_has_no_name()
    {
        var source = Program("await new[] { socket }[0].ReceiveAsync(buffer, {|SHUT502:lifetime.ApplicationStopping|});");
        return VerifyAsync(source, source);
    }

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
        """;

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<TokenAbortsWebSocketAnalyzer, TokenAbortsWebSocketFix>.VerifyAsync(ProjectKind.Web, source, fixedSource);
}
