namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// The bytes of a WebSocket below the app's own <see cref="System.Net.WebSockets.WebSocket"/>, or below a proxy that knows of none.
/// Here a close frame fits between two frames of the app's, while the app's receive stays pending and then sees the peer's answer.
/// </summary>
internal sealed class DrainableWebSocketStream(Stream inner, CancellationToken aborted) : Stream
{
    // FIN and close, no mask, two bytes: 1001, the server is going away.
    private static readonly byte[] s_goingAway = [0x88, 0x02, 0x03, 0xE9];

    private readonly SemaphoreSlim _writing = new(1, 1);
    private WebSocketFrames _frames;
    private volatile bool _isLeaving;
    private bool _hasLeft;

    /// <summary>Sends the close as soon as no frame is under way. What the app sends after it goes nowhere, as the protocol wants it.</summary>
    public async Task LeaveAsync()
    {
        _isLeaving = true;
        await _writing.WaitAsync();
        try
        {
            await SayGoingAwayAsync();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The peer has gone, or the request has just ended.
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_hasLeft && aborted.IsCancellationRequested)
                throw new IOException("The connection has been closed."); // An app that only sends would not hear of it otherwise.

            while (!buffer.IsEmpty && !_hasLeft)
            {
                var next = buffer[..(_isLeaving ? _frames.Take(buffer.Span) : _frames.TakeAll(buffer.Span))];
                await inner.WriteAsync(next, cancellationToken);
                buffer = buffer[next.Length..];
                await SayGoingAwayAsync();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    private async ValueTask SayGoingAwayAsync()
    {
        if (!_isLeaving || _hasLeft || _frames.HasClosed || !_frames.IsBetweenFrames)
            return;

        _hasLeft = true;
        await inner.WriteAsync(s_goingAway);
        await inner.FlushAsync();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
    }
}
