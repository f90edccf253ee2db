using System.Buffers.Binary;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Benchmarks.Runtime;

/// <summary>An HTTP/2 connection without TLS: frames written by hand, as much of RFC 9113 as one request at a time needs.</summary>
internal sealed class Http2Client : IClient
{
    private const int FrameHeader = 9;
    private const byte Headers = 1, Settings = 4, GoAway = 7;
    private const byte EndStream = 1, Acknowledged = 1;

    // An empty SETTINGS frame, and a WINDOW_UPDATE that lets the server send 2 GB in all.
    private static readonly byte[] s_preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 4, 8, 0, 0, 0, 0, 0, 0x7F, 0, 0, 0];

    private static readonly byte[] s_settingsAcknowledged = [0, 0, 0, Settings, Acknowledged, 0, 0, 0, 0];

    // HPACK: :method GET, :scheme http, :path / from the static table, and :authority as it is.
    private static readonly byte[] s_headers = [0x82, 0x86, 0x84, 0x01, 9, .. "localhost"u8];

    private readonly Socket _socket;
    private readonly byte[] _request = [0, 0, (byte)s_headers.Length, Headers, 4 | EndStream, 0, 0, 0, 0, .. s_headers];
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _start, _end;
    private int _stream = -1;

    public Http2Client(Socket socket)
    {
        _socket = socket;
        _socket.Send(s_preface);
        Send();
        Receive();
    }

    public void Send()
    {
        _stream += 2;
        BinaryPrimitives.WriteInt32BigEndian(_request.AsSpan(5), _stream);
        _socket.Send(_request);
    }

    public void Receive()
    {
        while (!ReadFrame())
        {
            // Until the frame that ends the stream.
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <returns>Whether it was the last one of the response.</returns>
    private bool ReadFrame()
    {
        Buffer(FrameHeader);
        var frame = _buffer.AsSpan(_start, FrameHeader);
        var length = (frame[0] << 16) | (frame[1] << 8) | frame[2];
        var (type, flags) = (frame[3], frame[4]);
        Buffer(FrameHeader + length);
        _start += FrameHeader + length;

        if (type == GoAway)
            throw new InvalidOperationException("The server said GOAWAY.");
        if (type == Settings && (flags & Acknowledged) == 0)
            _socket.Send(s_settingsAcknowledged);
        return type is 0 or Headers && (flags & EndStream) != 0;
    }

    private void Buffer(int length)
    {
        while (_end - _start < length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var more = _socket.Receive(_buffer.AsSpan(_end));
            if (more == 0)
                throw new InvalidOperationException("The server closed the connection.");
            _end += more;
        }
    }
}
