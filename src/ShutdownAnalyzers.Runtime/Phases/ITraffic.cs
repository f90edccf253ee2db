namespace ShutdownAnalyzers.Runtime;

/// <summary>What reaches the app from outside. The web package knows it; a worker has none.</summary>
internal interface ITraffic
{
    /// <summary>Requests that have begun and whose response has not ended.</summary>
    int InFlightRequests { get; }

    /// <summary>WebSockets that have been accepted and have not ended.</summary>
    int OpenWebSockets { get; }

    /// <summary>Requests that have begun since the start.</summary>
    long RequestsSoFar { get; }

    /// <summary>No request is in flight and no connection is open.</summary>
    bool IsGone { get; }

    /// <summary>No request is in flight, and what connections are left have been idle for so long that none is on its way.</summary>
    bool IsQuiet { get; }

    /// <summary>Takes no new connections, and loses none of those that the kernel has taken already.</summary>
    Task StopAcceptingAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Ends what would last: each WebSocket is told that the server is going away, and cut if it has not ended within
    /// <see cref="GracefulShutdownOptions.WebSocketCloseTimeout"/>, or when the time is up.
    /// </summary>
    Task CloseWebSocketsAsync(CancellationToken timeUp);

    /// <summary>Cuts connections on which half a request has come and the rest has not a moment later: the server would wait for it.</summary>
    Task CutHalfSentAsync(CancellationToken stopped);

    /// <summary>The requests in flight that are no WebSockets, the oldest first.</summary>
    IEnumerable<PendingRequest> Requests();

    /// <summary>The open WebSockets, the oldest first.</summary>
    IEnumerable<PendingRequest> WebSockets();
}
