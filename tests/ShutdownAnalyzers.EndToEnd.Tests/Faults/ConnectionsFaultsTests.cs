using System.Net.WebSockets;
using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>What happens at SIGTERM to the connections that SHUT5xx are about, before and after the fixes.</summary>
public sealed class ConnectionsFaultsTests(ConnectionsFaultsTests.Sample sample) : IClassFixture<ConnectionsFaultsTests.Sample>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Build_finds_every_fault() => sample.ShouldFindWhatIsCheckedIn();

    [Fact]
    public void Fixes_leave_nothing_to_find() => Assert.Empty(sample.FindingsAfterFix);

    [Theory]
    [InlineData("/chat")] // SHUT501: the server holds the socket until its time is up, and cuts it.
    [InlineData("/feed")] // SHUT502: the server aborts the socket itself.
    public async Task SHUT501_SHUT502_client_is_cut_off(string path)
    {
        Assert.Null(await CloseStatusAsync(sample.FaultyApp, path));
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await CloseStatusAsync(sample.FixedApp, path));
    }

    [Fact]
    public async Task SHUT503_stream_holds_the_shutdown()
    {
        var (wasCut, faulty) = await StreamAsync(sample.FaultyApp);
        Assert.True(wasCut);
        Assert.Contains("stream cut", faulty);

        var (isCut, mended) = await StreamAsync(sample.FixedApp);
        Assert.False(isCut);
        Assert.Contains("stream ended", mended);
    }

    /// <returns>What the client of a WebSocket hears when the app is told to stop; null if the connection breaks.</returns>
    private static async Task<WebSocketCloseStatus?> CloseStatusAsync(string app, string path)
    {
        using var process = await AppProcess.StartAsync(app, 0, Cancellation);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new($"ws://{process.Server}{path}"), Cancellation);
        process.Terminate();
        try
        {
            var message = await socket.ReceiveAsync(new byte[1], Cancellation);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
            await process.WaitForExitAsync(Cancellation);
            return message.CloseStatus;
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <returns>Whether the connection broke before the stream had ended, and what the app wrote.</returns>
    private static async Task<(bool IsCut, string Output)> StreamAsync(string app)
    {
        using var process = await AppProcess.StartAsync(app, 0, Cancellation);
        using var client = new HttpClient();
        using var ticks = new StreamReader(await client.GetStreamAsync($"http://{process.Server}/ticks", Cancellation));
        await ticks.ReadLineAsync(Cancellation);
        process.Terminate();
        var isCut = false;
        try
        {
            await ticks.ReadToEndAsync(Cancellation);
        }
        catch (IOException)
        {
            isCut = true;
        }

        await process.WaitForExitAsync(Cancellation);
        return (isCut, process.Output);
    }

    public sealed class Sample(PackageFeed feed) : FaultSample(feed, "Connections");
}
