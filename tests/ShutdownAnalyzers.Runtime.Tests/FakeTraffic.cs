namespace ShutdownAnalyzers.Runtime;

/// <summary>Traffic that is what a test says it is.</summary>
internal sealed class FakeTraffic : ITraffic
{
    private volatile bool _isGone = true;
    private volatile bool _isQuiet = true;

    public int InFlightRequests => IsQuiet ? 0 : 1;

    public bool IsGone { get => _isGone; set => _isGone = value; }

    public bool IsQuiet { get => _isQuiet; set => _isQuiet = value; }

    public bool Accepts { get; private set; } = true;

    public Task StopAcceptingAsync(CancellationToken cancellationToken)
    {
        Accepts = false;
        return Task.CompletedTask;
    }

    public IEnumerable<string> Describe() => IsQuiet ? [] : ["GET /slow, 3.0 s"];
}
