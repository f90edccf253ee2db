namespace ShutdownAnalyzers.Runtime;

/// <summary>What reaches the app from outside. The web package knows it; a worker has none.</summary>
internal interface ITraffic
{
    /// <summary>Requests that have begun and whose response has not ended.</summary>
    int InFlightRequests { get; }

    /// <summary>No request is in flight and no connection is open.</summary>
    bool IsGone { get; }

    /// <summary>No request is in flight, and what connections are left have been idle for so long that none is on its way.</summary>
    bool IsQuiet { get; }

    /// <summary>Takes no new connections, and loses none of those that the kernel has taken already.</summary>
    Task StopAcceptingAsync(CancellationToken cancellationToken);

    /// <summary>A line for each request in flight, and one for the connections.</summary>
    IEnumerable<string> Describe();
}
