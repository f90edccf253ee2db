namespace ShutdownAnalyzers.Runtime;

/// <summary>Traffic that is what a test says it is.</summary>
internal sealed class FakeTraffic : ITraffic
{
    private volatile bool _isGone = true;
    private volatile bool _isQuiet = true;

    public int InFlightRequests => IsQuiet ? 0 : 1;

    public int OpenWebSockets => 0;

    public long RequestsSoFar => InFlightRequests;

    public bool IsGone { get => _isGone; set => _isGone = value; }

    public bool IsQuiet { get => _isQuiet; set => _isQuiet = value; }

    public bool Accepts { get; private set; } = true;

    public Task StopAcceptingAsync(CancellationToken cancellationToken)
    {
        Accepts = false;
        return Task.CompletedTask;
    }

    public Task CloseWebSocketsAsync(CancellationToken timeUp) => Task.CompletedTask;

    public Task CutHalfSentAsync(CancellationToken stopped) => Task.CompletedTask;

    public IEnumerable<PendingRequest> Requests() => IsQuiet ? [] : [new("GET", "/slow", 3, "127.0.0.1:40000")];

    public IEnumerable<PendingRequest> WebSockets() => [];
}
