using System.Buffers.Text;
using System.Text;

namespace ShutdownAnalyzers.Load;

/// <summary>The parts of an HTTP/1.1 response that decide what became of the request.</summary>
internal readonly record struct HttpResponse(int Status, bool ClosesConnection, bool HasRetryAfter)
{
    private static ReadOnlySpan<byte> HeaderEnd => "\r\n\r\n"u8;
    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    public Outcome Outcome => Status switch
    {
        >= 200 and < 300 => Outcome.Served,
        503 when HasRetryAfter && ClosesConnection => Outcome.AskedToRetry,
        >= 500 => Outcome.ServerError,
        _ => Outcome.UnexpectedStatus,
    };

    /// <summary>Reads a response whose last byte has arrived; false while bytes are missing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> received, out HttpResponse response)
    {
        response = default;
        var headerEnd = received.IndexOf(HeaderEnd);
        if (headerEnd < 0) return false;

        var body = received[(headerEnd + HeaderEnd.Length)..];
        var header = Encoding.ASCII.GetString(received[..headerEnd]).Split("\r\n");
        if (header[0].Split(' ') is not ["HTTP/1.1", var status, ..])
            throw new InvalidDataException($"Not an HTTP/1.1 response: {header[0]}");

        response = new HttpResponse(
            int.Parse(status),
            Field(header, "Connection") is { } connection && connection.Contains("close", StringComparison.OrdinalIgnoreCase),
            Field(header, "Retry-After") is not null);

        if (response.Status is 204 or 304) return true;
        if (Field(header, "Content-Length") is { } length) return body.Length >= int.Parse(length);
        if (Field(header, "Transfer-Encoding") is "chunked") return EndsWithLastChunk(body);
        throw new InvalidDataException("A response that says neither how long it is nor that it comes in chunks.");
    }

    private static string? Field(string[] header, string name) =>
        header.Skip(1)
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 1)..].Trim())
            .FirstOrDefault();

    private static bool EndsWithLastChunk(ReadOnlySpan<byte> body)
    {
        while (Utf8Parser.TryParse(body, out int length, out var digits, 'x'))
        {
            var chunk = digits + LineEnd.Length;
            var next = chunk + length + LineEnd.Length;
            if (body.Length < next) return false;
            if (length == 0) return true;
            body = body[next..];
        }

        return false;
    }
}
