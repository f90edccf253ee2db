using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Connections;

public sealed class WebSocketDrainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_open_WebSocket_is_closed_with_1001_while_the_app_waits_for_a_message(int version)
    {
        WebSocketReceiveResult? seenByApp = null;
        await using var app = await StartAsync(
            async socket =>
            {
                seenByApp = await socket.ReceiveAsync(new byte[100], CancellationToken.None);
                await socket.CloseAsync(seenByApp.CloseStatus!.Value, null, CancellationToken.None);
            },
            version);
        using var client = await ConnectAsync(app, version);
        Assert.Equal(1, app.Shutdown().OpenWebSockets);

        var stopped = app.StopAsync(Cancellation);
        var close = await client.ReceiveAsync(new byte[100], Cancellation);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, close.CloseStatus);
        await stopped;
        Assert.Equal(WebSocketMessageType.Close, seenByApp?.MessageType);
        Assert.Equal(0, app.Shutdown().OpenWebSockets);
    }

    [Fact]
    public async Task The_close_comes_between_two_messages_of_the_app()
    {
        var message = new byte[200_000];
        await using var app = await StartAsync(async socket =>
        {
            while (!Cancellation.IsCancellationRequested)
            {
                await socket.SendAsync(message.AsMemory(0, 100_000), WebSocketMessageType.Binary, false, CancellationToken.None);
                await socket.SendAsync(message.AsMemory(100_000), WebSocketMessageType.Binary, true, CancellationToken.None);
            }
        });
        using var client = await ConnectAsync(app);
        var buffer = new byte[10_000];
        await client.ReceiveAsync(buffer, Cancellation);

        var stopped = app.StopAsync(Cancellation);
        WebSocketReceiveResult received;
        do
            received = await client.ReceiveAsync(buffer, Cancellation); // A frame within a frame would be a protocol error.
        while (received.MessageType != WebSocketMessageType.Close);

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, received.CloseStatus);
        client.Abort();
        await stopped;
    }

    [Fact]
    public async Task A_peer_that_does_not_answer_is_cut_when_its_time_is_up()
    {
        await using var app = await StartAsync(
            static socket => socket.ReceiveAsync(new byte[100], CancellationToken.None),
            configure: static options =>
            {
                options.WebSocketCloseTimeout = TimeSpan.FromMilliseconds(500);
                options.DrainTimeout = TimeSpan.FromMinutes(5);
                options.ForcedExitTimeout = TimeSpan.FromMinutes(10);
            });
        using var client = await ConnectAsync(app);

        await app.StopAsync(Cancellation); // Long before the five minutes are over.

        Assert.Equal(0, app.Shutdown().OpenWebSockets);
    }

    [Fact]
    public async Task An_app_that_has_closed_itself_says_so_alone()
    {
        var closed = new TaskCompletionSource();
        await using var app = await StartAsync(async socket =>
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, null, CancellationToken.None);
            closed.SetResult();
            await socket.ReceiveAsync(new byte[100], CancellationToken.None);
        });
        using var client = await ConnectAsync(app);
        await closed.Task;
        var stopped = await app.BeginToDrainAsync();

        var close = await client.ReceiveAsync(new byte[100], Cancellation);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, close.CloseStatus);
        await stopped;
    }

    [Theory]
    [InlineData(DrainMode.Reject)]
    [InlineData(DrainMode.Serve)]
    public async Task A_new_one_is_refused_while_draining(DrainMode mode)
    {
        var builder = LocalApp.NewBuilder(options =>
        {
            options.LameDuckPeriod = TimeSpan.Zero;
            options.DrainMode = mode;
        });
        var goOn = new TaskCompletionSource();
        await using var app = await LocalApp.StartAsync(builder, app => app.MapGet("/slow", () => goOn.Task));
        using var keptAlive = await RawConnection.OpenAsync(app.Server());
        using var http = app.Client();
        var slow = http.GetAsync("/slow", Cancellation);
        await LocalApp.UntilAsync(() => app.Shutdown().InFlightRequests == 1);
        var stopped = await app.BeginToDrainAsync();

        await keptAlive.SendTextAsync("GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        var answer = await keptAlive.ReceiveToEndAsync();
        Assert.StartsWith("HTTP/1.1 503 Service Unavailable", answer);
        Assert.Contains("Retry-After: 1", answer);
        goOn.SetResult();
        await slow;
        await stopped;
    }

    [Fact]
    public async Task One_that_is_accepted_when_all_others_have_been_closed_is_closed_as_well()
    {
        await using var app = await LocalApp.StartAsync(LocalApp.NewBuilder(static options => options.LameDuckPeriod = TimeSpan.Zero), static app =>
        {
            app.UseWebSockets();
            app.Map("/ws", static async (HttpContext context, IGracefulShutdown shutdown) =>
            {
                await LocalApp.UntilAsync(() => shutdown.Phase == ShutdownPhase.Draining);
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                await socket.ReceiveAsync(new byte[100], CancellationToken.None);
            });
        });
        using var client = new ClientWebSocket();
        var connected = client.ConnectAsync(new Uri($"ws://{app.Server()}/ws"), Cancellation);
        await LocalApp.UntilAsync(() => app.Shutdown().InFlightRequests == 1);

        var stopped = app.StopAsync(Cancellation);
        await connected;
        var close = await client.ReceiveAsync(new byte[100], Cancellation);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, close.CloseStatus);
        await stopped;
    }

    private static async Task<WebApplication> StartAsync(Func<WebSocket, Task> talk, int version = 1, Action<GracefulShutdownOptions>? configure = null)
    {
        var builder = LocalApp.NewBuilder(options =>
        {
            options.LameDuckPeriod = TimeSpan.Zero;
            configure?.Invoke(options);
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(
            endpoint => endpoint.Protocols = version == 2 ? HttpProtocols.Http2 : HttpProtocols.Http1));
        return await LocalApp.StartAsync(builder, app =>
        {
            app.UseWebSockets();
            app.Map("/ws", async (HttpContext context) =>
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                try
                {
                    await talk(socket);
                }
                catch (Exception cut) when (cut is WebSocketException or OperationCanceledException or IOException)
                {
                    // What a peer that has gone looks like.
                }
            });
        });
    }

    private static async Task<ClientWebSocket> ConnectAsync(WebApplication app, int version = 1)
    {
        var client = new ClientWebSocket();
        client.Options.HttpVersion = version == 2 ? HttpVersion.Version20 : HttpVersion.Version11;
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await client.ConnectAsync(new Uri($"ws://{app.Server()}/ws"), version == 2 ? new HttpMessageInvoker(new SocketsHttpHandler()) : null, Cancellation);
        await LocalApp.UntilAsync(() => app.Shutdown().OpenWebSockets == 1);
        return client;
    }
}
