using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Runtime;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>The app that our cluster runs, without us.</summary>
internal static class KestrelProcess
{
    /// <summary>Not a line for every request.</summary>
    public const string FewLogs = "--Logging:LogLevel:Microsoft.AspNetCore=Warning";

    private const string WithoutUs = "--plain=true";

    public static Task<AppProcess> StartAsync(int port, CancellationToken cancellation) =>
        AppProcess.StartAsync(TestApp.Web, port, cancellation, WithoutUs, FewLogs);

    /// <summary>Starts one that listens on a socket of this process.</summary>
    public static async Task<AppProcess> StartOnAsync(int descriptor, CancellationToken cancellation)
    {
        var process = AppProcess.Start(TestApp.Web, WithoutUs, FewLogs, $"--inherited-socket={descriptor}");
        await process.ListeningAsync(cancellation).OrDisposeAsync(process);
        return process;
    }
}
