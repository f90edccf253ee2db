using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Connections;

/// <summary>SignalR's own client over a WebSocket, and its protocol over long polls.</summary>
public sealed class SignalRTests
{
    private const string Separator = "\u001e";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)] // SignalR itself closes its connections when the app is told to stop,
    [InlineData(false)] // but not when its host is simply stopped.
    public async Task A_connected_client_hears_of_the_end_and_holds_up_nothing(bool isTold)
    {
        await using var app = await StartAsync();
        await using var client = Connect(app);
        var closed = new TaskCompletionSource();
        client.Closed += _ =>
        {
            closed.SetResult();
            return Task.CompletedTask;
        };
        await client.StartAsync(Cancellation);
        Assert.Equal("hello", await client.InvokeAsync<string>("Echo", "hello", Cancellation));
        Assert.Equal(1, app.Shutdown().OpenWebSockets);

        await StopAsync(app, isTold);

        await closed.Task.WaitAsync(Cancellation);
        Assert.Equal(0, app.Shutdown().InFlightRequests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_long_poll_is_answered(bool isTold)
    {
        await using var app = await StartAsync();
        using var http = app.Client();
        using var negotiated = JsonDocument.Parse(await (await http.PostAsync("/chat/negotiate?negotiateVersion=1", null, Cancellation)).Content.ReadAsStringAsync(Cancellation));
        var connection = $"/chat?id={negotiated.RootElement.GetProperty("connectionToken").GetString()}";
        await http.GetStringAsync(connection, Cancellation);
        using var handshake = new StringContent("""{"protocol":"json","version":1}""" + Separator, Encoding.UTF8, "text/plain");
        await http.PostAsync(connection, handshake, Cancellation);
        Assert.Equal("{}" + Separator, await http.GetStringAsync(connection, Cancellation));
        var poll = http.GetAsync(connection, Cancellation);
        await LocalApp.UntilAsync(() => app.Shutdown().InFlightRequests == 1);

        await StopAsync(app, isTold);

        using var answer = await poll;
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.ServiceUnavailable, answer.ToString());
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = LocalApp.NewBuilder(static options =>
        {
            options.DrainTimeout = TimeSpan.FromMinutes(5);
            options.ForcedExitTimeout = TimeSpan.FromMinutes(10);
        });
        builder.Services.AddSignalR();
        return await LocalApp.StartAsync(builder, static app => app.MapHub<Chat>("/chat").LongLived());
    }

    private static async Task StopAsync(WebApplication app, bool isTold)
    {
        if (isTold)
            app.Lifetime.StopApplication();
        await app.StopAsync(Cancellation);
    }

    private static HubConnection Connect(WebApplication app)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new Uri($"ws://{app.Server()}/chat")));
        builder.Services.AddSingleton<IConnectionFactory, WebSocketConnections>();
        return builder.Build();
    }

    private sealed class Chat : Hub
    {
        public string Echo(string text) => text;
    }

    private sealed class WebSocketConnections : IConnectionFactory
    {
        public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
            var stream = WebSocketStream.Create(socket, WebSocketMessageType.Text, ownsWebSocket: true);
            return new DefaultConnectionContext { Transport = new Duplex(PipeReader.Create(stream), PipeWriter.Create(stream)) };
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
