using System.Buffers.Text;
using System.Text;

namespace ShutdownAnalyzers.Load;

/// <summary>The parts of an HTTP/1.1 response that decide what became of the request.</summary>
internal readonly record struct HttpResponse(int Status, bool ClosesConnection, bool HasRetryAfter)
{
    private static ReadOnlySpan<byte> HeaderEnd => "\r\n\r\n"u8;
    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;
    private static ReadOnlySpan<byte> Version => "HTTP/1.1 "u8;

    public Outcome Outcome => Status switch
    {
        >= 200 and < 300 => Outcome.Served,
        503 when HasRetryAfter && ClosesConnection => Outcome.AskedToRetry,
        >= 500 => Outcome.ServerError,
        _ => Outcome.UnexpectedStatus,
    };

    /// <summary>Reads a response whose last byte has arrived; false while bytes are missing. Allocates nothing: a load may be a million of them.</summary>
    public static bool TryRead(ReadOnlySpan<byte> received, out HttpResponse response)
    {
        response = default;
        var headerEnd = received.IndexOf(HeaderEnd);
        if (headerEnd < 0) return false;

        var header = received[..headerEnd];
        var body = received[(headerEnd + HeaderEnd.Length)..];
        if (!header.StartsWith(Version) || !Utf8Parser.TryParse(header[Version.Length..], out int status, out _))
            throw new InvalidDataException($"Not an HTTP/1.1 response: {Encoding.ASCII.GetString(header)}");

        response = new HttpResponse(
            status,
            TryField(header, "Connection"u8, out var connection) && Ascii.EqualsIgnoreCase(connection, "close"u8),
            TryField(header, "Retry-After"u8, out _));

        if (response.Status is 204 or 304) return true;
        if (TryField(header, "Content-Length"u8, out var length) && Utf8Parser.TryParse(length, out int bytes, out _)) return body.Length >= bytes;
        if (TryField(header, "Transfer-Encoding"u8, out var encoding) && Ascii.EqualsIgnoreCase(encoding, "chunked"u8)) return EndsWithLastChunk(body);
        throw new InvalidDataException("A response that says neither how long it is nor that it comes in chunks.");
    }

    private static bool TryField(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        for (var end = header.IndexOf(LineEnd); end >= 0; end = header.IndexOf(LineEnd))
        {
            header = header[(end + LineEnd.Length)..];
            if (header.Length <= name.Length || header[name.Length] != ':' || !Ascii.EqualsIgnoreCase(header[..name.Length], name)) continue;

            var line = header.IndexOf(LineEnd);
            value = header[(name.Length + 1)..(line < 0 ? header.Length : line)].Trim((byte)' ');
            return true;
        }

        value = default;
        return false;
    }

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
