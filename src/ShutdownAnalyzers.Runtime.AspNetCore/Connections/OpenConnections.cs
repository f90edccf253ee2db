using Microsoft.AspNetCore.Connections;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>The connections that are open, counted from the accept on, before their first request.</summary>
internal sealed class OpenConnections(GracefulShutdownOptions options)
{
    private int _count;
    private long _stirredAt = options.Clock.GetTimestamp();

    public int Count => Volatile.Read(ref _count);

    /// <summary>The time since anything happened on any of them.</summary>
    public TimeSpan QuietFor => options.Clock.GetElapsedTime(Volatile.Read(ref _stirredAt));

    public ConnectionContext Opened(ConnectionContext connection)
    {
        Interlocked.Increment(ref _count);
        Stir();
        return new TrackedConnection(connection, this);
    }

    public void Closed() => Interlocked.Decrement(ref _count);

    /// <summary>Something happened: a connection was accepted, or a request began or ended while the app drains.</summary>
    public void Stir() => Volatile.Write(ref _stirredAt, options.Clock.GetTimestamp());
}
