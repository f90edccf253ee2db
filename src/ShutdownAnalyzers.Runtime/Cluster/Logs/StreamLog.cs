namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>A log that is passed through, to the supervisor's own output.</summary>
internal sealed class StreamLog(Stream stream) : ILog
{
    private readonly Lock _gate = new();

    public void Write(ReadOnlySpan<byte> lines)
    {
        try
        {
            lock (_gate)
                stream.Write(lines);
        }
        catch (IOException)
        {
            // Nobody reads it any more.
        }
    }

    public void Dispose() => stream.Dispose();
}
