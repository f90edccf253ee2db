namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>Follows the frames that a server sends over a WebSocket, to know where one ends and whether it was the last.</summary>
internal struct WebSocketFrames
{
    private const int Close = 8; // The opcode of a close frame.

    private int _headerSeen;
    private int _headerLength;
    private int _lengthEnd;
    private ulong _payloadLeft;

    /// <summary>No frame is under way.</summary>
    public readonly bool IsBetweenFrames => _headerSeen == 0 && _payloadLeft == 0;

    /// <summary>A close frame has begun: nothing may follow it.</summary>
    public bool HasClosed { get; private set; }

    /// <summary>Takes the bytes up to the next end of a frame, or all of them if none ends in them.</summary>
    /// <returns>How many it took.</returns>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            if (_headerSeen == 0 && _payloadLeft > 0)
            {
                var step = (int)Math.Min((ulong)(bytes.Length - at), _payloadLeft);
                _payloadLeft -= (ulong)step;
                at += step;
            }
            else
            {
                TakeHeader(bytes[at++]);
            }

            if (IsBetweenFrames)
                return at;
        }

        return bytes.Length;
    }

    /// <summary>Takes all bytes.</summary>
    public int TakeAll(ReadOnlySpan<byte> bytes)
    {
        for (var rest = bytes; !rest.IsEmpty;)
            rest = rest[Take(rest)..];
        return bytes.Length;
    }

    // Flags and opcode; mask bit and length; 2 or 8 bytes of a longer length; 4 bytes of a mask.
    private void TakeHeader(byte value)
    {
        switch (++_headerSeen)
        {
            case 1:
                HasClosed |= (value & 0x0F) == Close;
                return;
            case 2:
                var length = value & 0x7F;
                _lengthEnd = length switch { 126 => 4, 127 => 10, _ => 2 };
                _headerLength = _lengthEnd + (value >= 0x80 ? 4 : 0);
                _payloadLeft = _lengthEnd == 2 ? (ulong)length : 0;
                break;
            default:
                if (_headerSeen <= _lengthEnd)
                    _payloadLeft = (_payloadLeft << 8) | value;
                break;
        }

        if (_headerSeen == _headerLength)
            _headerSeen = 0;
    }
}
