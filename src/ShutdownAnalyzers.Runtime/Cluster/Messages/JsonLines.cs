using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Messages over a socket, one JSON object a line.</summary>
internal sealed class JsonLines(Socket socket) : IDisposable
{
    /// <summary>Large enough for any environment that a deploy brings along.</summary>
    private const int LongestLine = 4 * 1024 * 1024;

    /// <summary>Who does not read for so long is not written to any more.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly NetworkStream _stream = new(socket, ownsSocket: true) { WriteTimeout = (int)s_patience.TotalMilliseconds };
    private readonly Lock _writing = new();

    /// <summary>All messages until the other side closes. Whatever is wrong with one ends them as well.</summary>
    /// <param name="format">What they are.</param>
    /// <param name="pause">Ends them, between two: what comes after stays in the socket for the next reader.</param>
    /// <exception cref="JsonException">A line that is none.</exception>
    /// <exception cref="InvalidDataException">A line that is too long.</exception>
    /// <exception cref="IOException">The connection was reset.</exception>
    public async IAsyncEnumerable<T> ReadAsync<T>(MessageFormat<T> format, [EnumeratorCancellation] CancellationToken pause = default)
    {
        var reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
        using var interruption = pause.Register(reader.CancelPendingRead);
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            var rest = read.Buffer;
            while (TryTakeLine(ref rest, out var line))
                yield return format.Read(line);

            if (rest.Length > LongestLine)
                throw new InvalidDataException($"A message of more than {LongestLine} bytes.");
            if (read.IsCompleted || (rest.IsEmpty && pause.IsCancellationRequested))
                yield break;

            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    /// <returns>Whether the other side is still there.</returns>
    public bool TryWrite<T>(T message, MessageFormat<T> format)
    {
        byte[] line = [.. format.Write(message), (byte)'\n'];
        try
        {
            lock (_writing)
                _stream.Write(line);
            return true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            Dispose();
            return false;
        }
    }

    public void Dispose() => _stream.Dispose();

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (buffer.PositionOf((byte)'\n') is not { } end)
            return false;

        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }
}
