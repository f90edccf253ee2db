using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Connections;

/// <summary>SHUT501's fix installs the drain, which closes WebSockets.</summary>
public sealed class WebSocketNeverClosedFixTests
{
    private const string Endpoint = """
        app.Map("/ws", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.[|AcceptWebSocketAsync|]();
            while (socket.State == System.Net.WebSockets.WebSocketState.Open)
                await socket.ReceiveAsync(new byte[4096], context.RequestAborted);
        });
        app.Run();
        """;

    [Fact]
    public Task Adds_the_package_with_its_drain() => new AppFixTest<WebSocketNeverClosedAnalyzer, WebSocketNeverClosedFix>(ProjectKind.Web)
    {
        TestCode = $"var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\napp.UseWebSockets();\n{Endpoint}",
        FixedCode = $"var builder = WebApplication.CreateBuilder(args);\nbuilder.AddGracefulShutdown();\nvar app = builder.Build();\napp.UseDrain();\napp.UseWebSockets();\n{Endpoint.Replace("[|", "").Replace("|]", "")}",
        Title = "Add graceful shutdown with drain and the package ShutdownAnalyzers.Runtime.AspNetCore (restore afterwards)",
    }.VerifyAsync();
}
