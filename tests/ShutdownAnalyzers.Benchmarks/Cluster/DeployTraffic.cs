using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>What goes on while a deploy does: every kind of client that a deploy can cut, all at once.</summary>
internal static class DeployTraffic
{
    private const int DownloadBytes = 8 * 1024 * 1024;
    private const int DownloadSeconds = 2;

    public static Request Get { get; } = new("GET", "/");

    private static readonly Request s_post = new("POST", "/echo", static order => $"\"{order}\"");

    public static IReadOnlyList<ClientGroup> Groups { get; } =
    [
        Group("kept alive, no pause", 8, Get, s_post),
        Group("kept alive, 1 to 20 ms between", 32, Get, s_post) with { ThinkTime = (1, 20) },
        Group("kept alive, 100 to 900 ms between", 64, Get, s_post) with { ThinkTime = (100, 900) },
        Group("a connection for each request", 8, Get, s_post) with { KeepAlive = false },
        Group("a connection opened before it is used", 16, Get, s_post) with { KeepAlive = false, WaitAfterConnect = 1, ThinkTime = (1, 20) },
        Group("slow request, 0.7 s", 8, new Request("GET", "/slow?ms=700")),
        Group("long download, 2 s", 4, new Request("GET", $"/bytes?count={DownloadBytes}")) with { ReadsPerSecond = DownloadBytes / DownloadSeconds },
    ];

    // Clients outlive a server that is away.
    private static ClientGroup Group(string name, int clients, params Request[] requests) => new(name, clients, requests) { WaitWhenRefused = 100 };
}
