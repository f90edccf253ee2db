using System.Diagnostics;
using System.Net.Sockets;
using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Runtime;

namespace ShutdownAnalyzers.Benchmarks.Runtime;

/// <summary>How long a process lives on after the response to the last request, which was in flight at the signal.</summary>
internal static class ExitLatency
{
    private static readonly byte[] s_request = "GET /slow?ms=1000 HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();

    public static async Task<TimeSpan> MeasureAsync(bool drains, CancellationToken cancellation)
    {
        using var app = await AppProcess.StartAsync(TestApp.Web, 0, cancellation, $"--plain={!drains}", "--Logging:LogLevel:Default=Information");
        using var connection = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await connection.ConnectAsync(app.Server, cancellation);
        await connection.SendAsync(s_request, cancellation);
        await app.WaitForOutputAsync("Executing endpoint", cancellation);
        app.Terminate();

        var buffer = new byte[1024];
        while (await connection.ReceiveAsync(buffer, cancellation) != 0)
        {
            // Until the server closes, which it does after the response.
        }

        var answered = Stopwatch.GetTimestamp();
        connection.Dispose();
        await app.WaitForExitAsync(cancellation);
        return Stopwatch.GetElapsedTime(answered);
    }
}
