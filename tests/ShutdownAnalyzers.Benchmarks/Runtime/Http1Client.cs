using System.Net.Sockets;

namespace ShutdownAnalyzers.Benchmarks.Runtime;

/// <summary>A kept-alive HTTP/1.1 connection.</summary>
internal sealed class Http1Client : IClient
{
    private static readonly byte[] s_request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[1024];
    private readonly int _responseLength;

    public Http1Client(Socket socket)
    {
        _socket = socket;
        _responseLength = MeasureResponse();
    }

    public void Send() => _socket.Send(s_request);

    public void Receive()
    {
        for (var read = 0; read < _responseLength;)
        {
            var more = _socket.Receive(_buffer);
            if (more == 0)
                throw new InvalidOperationException("The server closed a kept-alive connection.");
            read += more;
        }
    }

    public void Dispose() => _socket.Dispose();

    // All responses are as long as the first: the date is always of the same length.
    private int MeasureResponse()
    {
        Send();
        var length = 0;
        do
            length += _socket.Receive(_buffer.AsSpan(length));
        while (!_buffer.AsSpan(0, length).EndsWith("0\r\n\r\n"u8) && !_buffer.AsSpan(0, length).EndsWith("Hello, World!"u8));
        return length;
    }
}
