using System.Net;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary><c>pm2 reload</c>, with two workers, and with all that pm2 offers against losses.</summary>
internal sealed class Pm2 : IContender
{
    private const string App = "server";

    private readonly NodeFolder _folder;

    private Pm2(NodeFolder folder) => _folder = folder;

    public string Name => "pm2 7.0.4, reload";

    public IPEndPoint Server { get; } = new(IPAddress.Loopback, Loopback.FreePort());

    public static async Task<IContender> StartAsync(CancellationToken cancellation)
    {
        var folder = await NodeFolder.InstallAsync("pm2@7.0.4", cancellation);
        var pm2 = new Pm2(folder);
        await pm2.RunAsync(cancellation, "start", NodeFolder.Script("server.js"), "--name", App, "-i", "2",
            "--wait-ready", "--listen-timeout", "9000", "--kill-timeout", "9000", "--", $"{pm2.Server.Port}").OrDisposeAsync(folder);
        return pm2;
    }

    public Task DeployAsync(CancellationToken cancellation) => RunAsync(cancellation, "reload", App);

    public async ValueTask DisposeAsync()
    {
        await RunAsync(CancellationToken.None, "kill");
        _folder.Dispose();
    }

    // A home of its own, so that it neither finds nor leaves a daemon of the user's.
    private Task RunAsync(CancellationToken cancellation, params IEnumerable<string> arguments) =>
        _folder.RunAsync("env", cancellation, [$"PM2_HOME={_folder.PathOf("home")}", _folder.Command("pm2"), .. arguments]);
}
