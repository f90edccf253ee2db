using System.Net.WebSockets;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Connections;

/// <summary>Bytes in any pieces, as a proxy sends them that knows nothing of frames.</summary>
public sealed class DrainableWebSocketStreamTests
{
    private static readonly byte[] s_frame = [0x82, 0x03, 1, 2, 3]; // Binary, three bytes.
    private static readonly byte[] s_appsClose = [0x88, 0x02, 0x03, 0xE8]; // 1000.
    private static readonly byte[] s_goingAway = [0x88, 0x02, 0x03, 0xE9]; // 1001.

    private readonly MemoryStream _wire = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly DrainableWebSocketStream _stream;

    public DrainableWebSocketStreamTests() => _stream = new DrainableWebSocketStream(_wire, _aborted.Token);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Between_two_frames_the_close_is_sent_at_once_and_only_once()
    {
        await _stream.WriteAsync(s_frame, Cancellation);

        await _stream.LeaveAsync();
        await _stream.LeaveAsync();

        Assert.Equal([.. s_frame, .. s_goingAway], _wire.ToArray());
    }

    [Fact]
    public async Task In_the_middle_of_a_frame_the_close_waits_for_its_end()
    {
        await _stream.WriteAsync(s_frame.AsMemory(0, 1), Cancellation);
        await _stream.LeaveAsync();
        Assert.Equal(s_frame[..1], _wire.ToArray());

        await _stream.WriteAsync((byte[])[.. s_frame[1..], .. s_frame], Cancellation);

        Assert.Equal([.. s_frame, .. s_goingAway], _wire.ToArray()); // The second frame goes nowhere.
    }

    [Fact]
    public async Task After_the_close_nothing_is_sent()
    {
        await _stream.LeaveAsync();

        await _stream.WriteAsync(s_frame, Cancellation);
        await _stream.WriteAsync(s_appsClose, Cancellation);

        Assert.Equal(s_goingAway, _wire.ToArray());
    }

    [Fact]
    public async Task The_apps_own_close_is_enough()
    {
        await _stream.WriteAsync(s_appsClose, Cancellation);

        await _stream.LeaveAsync();

        Assert.Equal(s_appsClose, _wire.ToArray());
    }

    [Fact]
    public async Task An_app_that_only_sends_hears_when_the_connection_is_gone()
    {
        await _stream.LeaveAsync();
        await _stream.WriteAsync(s_frame, Cancellation);

        await _aborted.CancelAsync();

        using var app = WebSocket.CreateFromStream(_stream, new WebSocketCreationOptions { IsServer = true });
        await Assert.ThrowsAsync<WebSocketException>(() => app.SendAsync(s_frame, WebSocketMessageType.Binary, true, Cancellation));
    }

    [Fact]
    public async Task A_peer_that_has_gone_is_no_failure_of_the_drain()
    {
        await _wire.DisposeAsync();

        await _stream.LeaveAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await new DrainableWebSocketStream(_wire, default).WriteAsync(s_frame, Cancellation));
    }
}
