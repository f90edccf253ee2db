namespace ShutdownAnalyzers.Load;

/// <summary>What the clients of the web app in <c>tests/TestApps</c> do, all at once.</summary>
public static class EchoTraffic
{
    private static readonly Request s_get = new("GET", "/");
    private static readonly Request s_post = new("POST", "/echo", static order => $"\"{order}\"");

    /// <summary>A request that is still in flight when the app is told to stop.</summary>
    public static Request Slow { get; } = new("GET", "/slow?ms=1500");

    /// <summary>32 clients on kept-alive connections, 32 with a connection for each request.</summary>
    public static IReadOnlyList<ClientGroup> Groups { get; } =
    [
        new("kept alive", 16, s_get, s_post),
        new("kept alive, thinking", 12, s_post, s_get) { ThinkTime = (1, 400) },
        new("kept alive, slow", 4, Slow),
        new("fresh", 16, s_post, s_get) { KeepAlive = false },
        new("fresh, slow to send", 12, s_get) { KeepAlive = false, WaitAfterConnect = 1 },
        new("fresh, slow", 4, Slow) { KeepAlive = false },
    ];
}
