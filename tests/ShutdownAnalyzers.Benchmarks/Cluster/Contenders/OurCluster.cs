using System.Net;
using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Runtime;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>
/// <c>dotnet-shutdown cluster</c>. In the foreground: a daemon is a session of its own, to which Linux gives
/// a share of the processors apart from that of its clients, so that it could not be held against processes without us.
/// </summary>
internal sealed class OurCluster : IContender
{
    private readonly DirectoryInfo _folder;
    private readonly AppProcess _supervisor;

    private OurCluster(DirectoryInfo folder, AppProcess supervisor, IPEndPoint server)
    {
        _folder = folder;
        _supervisor = supervisor;
        Server = server;
    }

    public string Name => "dotnet shutdown cluster";

    public IPEndPoint Server { get; }

    /// <summary>The supervisor's process.</summary>
    public int Supervisor => _supervisor.Id;

    public static async Task<OurCluster> StartAsync(CancellationToken cancellation, int workers = 2, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("cl-"); // A socket's path may not be long.
        var server = new IPEndPoint(IPAddress.Loopback, Loopback.FreePort());
        var supervisor = AppProcess.StartCommand(TestApp.Tool, folder.FullName, ["cluster", "start", "--daemon-mode", "false",
            "--worker-count", $"{workers}", "--urls", $"http://{server}", .. options, TestApp.Web, KestrelProcess.FewLogs]);
        await supervisor.WaitForOutputAsync($"workers online: {workers}", cancellation).OrDisposeAsync(supervisor);
        return new OurCluster(folder, supervisor, server);
    }

    public Task DeployAsync(CancellationToken cancellation) => AppProcess.RunCommandAsync(TestApp.Tool, _folder.FullName, cancellation, "cluster", "deploy");

    public async ValueTask DisposeAsync()
    {
        _supervisor.Terminate();
        await _supervisor.WaitForExitAsync(CancellationToken.None);
        _supervisor.Dispose();
        _folder.Delete(recursive: true);
    }
}
