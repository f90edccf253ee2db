namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// The requests and connections of the web server. A server whose connections do not come through
/// <see cref="DrainableListenerFactory"/> (IIS, HTTP.sys, TestServer) is judged by its requests alone.
/// </summary>
internal sealed class WebTraffic(InFlightRequests requests, OpenConnections connections, DrainableListenerFactory listeners) : ITraffic
{
    // An accepted connection's first request may still be on the wire; closing the connection would reset it.
    private static readonly TimeSpan s_onTheWire = TimeSpan.FromMilliseconds(250);

    public int InFlightRequests => requests.Count;

    public bool IsGone => connections.Count == 0 && requests.Count == 0;

    public bool IsQuiet => requests.Count == 0 && (connections.Count == 0 || connections.QuietFor >= s_onTheWire);

    public Task StopAcceptingAsync(CancellationToken cancellationToken) => listeners.StopAcceptingAsync(cancellationToken);

    public IEnumerable<string> Describe() => requests.Describe();
}
