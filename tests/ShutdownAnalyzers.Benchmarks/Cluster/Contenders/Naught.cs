using System.Net;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>naught, with two workers.</summary>
internal sealed class Naught : IContender
{
    private readonly NodeFolder _folder;

    private Naught(NodeFolder folder) => _folder = folder;

    public string Name => "naught 1.6.0";

    public IPEndPoint Server { get; } = new(IPAddress.Loopback, Loopback.FreePort());

    public static async Task<IContender> StartAsync(CancellationToken cancellation)
    {
        var folder = await NodeFolder.InstallAsync("naught@1.6.0", cancellation);
        var naught = new Naught(folder);
        await naught.StartServerAsync(cancellation).OrDisposeAsync(folder);
        return naught;
    }

    public Task DeployAsync(CancellationToken cancellation) => RunAsync(cancellation, "deploy", "--timeout", "30");

    public async ValueTask DisposeAsync()
    {
        await RunAsync(CancellationToken.None, "stop", "--timeout", "10");
        _folder.Dispose();
    }

    private async Task StartServerAsync(CancellationToken cancellation)
    {
        LetItRunOnNodeOfToday();
        await RunAsync(cancellation, "start", "--worker-count", "2", NodeFolder.Script("server.js"), $"{Server.Port}");
    }

    private Task RunAsync(CancellationToken cancellation, params IEnumerable<string> arguments) => _folder.RunAsync(_folder.Command("naught"), cancellation, arguments);

    // It is of 2015. Since then fs.writeFile takes no numbers, and a message to a process that listens no more is an error
    // that ends naught's own processes unless somebody takes it.
    private void LetItRunOnNodeOfToday()
    {
        _folder.Patch("node_modules/naught/lib/daemon.js", "process.pid", "String(process.pid)");
        _folder.Patch("node_modules/naught/lib/daemon.js", "process.send(msg)", "process.send(msg, function () {})");
        _folder.Patch("node_modules/naught/lib/master.js", "dyingWorker.send('shutdown')", "dyingWorker.on('error', function () {}); dyingWorker.send('shutdown')");
    }
}
