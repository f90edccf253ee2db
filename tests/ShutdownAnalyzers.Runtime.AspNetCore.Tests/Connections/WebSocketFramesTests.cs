using System.Net.WebSockets;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Connections;

public sealed class WebSocketFramesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65535)]
    [InlineData(65536)]
    public async Task The_end_of_a_frame_is_found_in_whatever_pieces_it_comes(int payload)
    {
        foreach (var isServer in (bool[])[true, false]) // A client's frames are masked.
        {
            var bytes = await SentAsync(isServer, socket => socket.SendAsync(new byte[payload], WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken));
            foreach (var piece in (int[])[1, 3, bytes.Length])
            {
                var frames = new WebSocketFrames();
                for (var at = 0; at < bytes.Length; at += piece)
                {
                    Assert.Equal(at == 0, frames.IsBetweenFrames);
                    var next = bytes.AsSpan(at, Math.Min(piece, bytes.Length - at));
                    Assert.Equal(next.Length, frames.Take(next));
                }

                Assert.True(frames.IsBetweenFrames);
                Assert.False(frames.HasClosed);
            }
        }
    }

    [Fact]
    public async Task It_takes_no_more_than_one_frame_unless_it_takes_all()
    {
        var one = await SentAsync(true, static socket => socket.SendAsync(new byte[300], WebSocketMessageType.Text, false, TestContext.Current.CancellationToken));
        byte[] two = [.. one, .. one];
        var frames = new WebSocketFrames();

        Assert.Equal(one.Length, frames.Take(two));
        Assert.True(frames.IsBetweenFrames);
        Assert.Equal(two.Length, frames.TakeAll(two));
        Assert.True(frames.IsBetweenFrames);
    }

    [Fact]
    public async Task A_close_is_the_last_frame()
    {
        var bytes = await SentAsync(true, static socket => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "bye", TestContext.Current.CancellationToken));
        var frames = new WebSocketFrames();

        frames.TakeAll(bytes);

        Assert.True(frames.HasClosed);
    }

    private static async Task<byte[]> SentAsync(bool isServer, Func<WebSocket, Task> send)
    {
        var sent = new MemoryStream();
        using var socket = WebSocket.CreateFromStream(sent, new WebSocketCreationOptions { IsServer = isServer });
        await send(socket);
        return sent.ToArray();
    }
}
