using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>The connections that are open, counted from the accept on, before their first request.</summary>
internal sealed class OpenConnections(GracefulShutdownOptions options, ConnectionBalance? balance = null)
{
    private readonly ConcurrentDictionary<TrackedConnection, long> _open = new();
    private long _stirredAt = options.Clock.GetTimestamp();

    public int Count => _open.Count;

    /// <summary>The time since anything happened on any of them.</summary>
    public TimeSpan QuietFor => options.Clock.GetElapsedTime(Volatile.Read(ref _stirredAt));

    public ConnectionContext Opened(ConnectionContext connection)
    {
        var tracked = new TrackedConnection(connection, this);
        _open[tracked] = balance?.Opened() ?? 0;
        Stir();
        return tracked;
    }

    public void Closed(TrackedConnection connection)
    {
        if (_open.TryRemove(connection, out var openedAt))
            balance?.Closed(openedAt);
    }

    /// <summary>Resets all connections but those with these ids.</summary>
    public void CutAllBut(IEnumerable<string> ids)
    {
        var spared = ids.ToHashSet();
        foreach (var connection in _open.Keys.Where(connection => !spared.Contains(connection.ConnectionId)))
            connection.Abort(new ConnectionAbortedException("The app is stopping, and no whole request has come."));
    }

    /// <summary>Something happened: a connection was accepted, or a request began or ended while the app drains.</summary>
    public void Stir() => Volatile.Write(ref _stirredAt, options.Clock.GetTimestamp());
}
