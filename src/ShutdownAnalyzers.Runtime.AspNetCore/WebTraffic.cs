namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// The requests and connections of the web server. A server whose connections do not come through
/// <see cref="DrainableListenerFactory"/> (IIS, HTTP.sys, TestServer) is judged by its requests alone.
/// </summary>
internal sealed class WebTraffic(
    GracefulShutdownOptions options, InFlightRequests requests, OpenWebSockets webSockets, OpenConnections connections, DrainableListenerFactory listeners) : ITraffic
{
    // An accepted connection's first request may still be on the wire; closing the connection would reset it.
    private static readonly TimeSpan s_onTheWire = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan s_halfSentMayTake = TimeSpan.FromSeconds(2);

    public int InFlightRequests => requests.Count;

    public int OpenWebSockets => webSockets.Count;

    public long RequestsSoFar => requests.Total;

    public bool IsGone => connections.Count == 0 && requests.Count == 0;

    public bool IsQuiet => requests.Count == 0 && (connections.Count == 0 || connections.QuietFor >= s_onTheWire);

    public Task StopAcceptingAsync(CancellationToken cancellationToken) => listeners.StopAcceptingAsync(cancellationToken);

    public Task CloseWebSocketsAsync(CancellationToken timeUp) => webSockets.CloseAsync(timeUp);

    public async Task CutHalfSentAsync(CancellationToken stopped)
    {
        await Task.Delay(s_halfSentMayTake, options.Clock, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopped.IsCancellationRequested && requests.AreSeen)
            connections.CutAllBut(requests.ConnectionIds());
    }

    public IEnumerable<PendingRequest> Requests() => requests.Describe(static slot => slot.WebSocket is null);

    public IEnumerable<PendingRequest> WebSockets() => requests.Describe(static slot => slot.WebSocket is not null);
}
