using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Benchmarks.Runtime;

internal readonly record struct Sample(double RequestsPerSecond, double CpuMicroseconds, double BytesPerRequest);

/// <summary>
/// An app on a real Kestrel in this process, and a client that allocates nothing, so that what is allocated is the app's.
/// </summary>
internal sealed class Subject : IAsyncDisposable
{
    private const int Clients = 2;
    private const int ConnectionsPerClient = 32;
    private static readonly byte[] s_request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();

    private readonly WebApplication _app;
    private readonly Socket[][] _connections;
    private readonly int _responseLength;

    private Subject(WebApplication app)
    {
        _app = app;
        var server = new Uri(app.Urls.Single());
        _connections = [.. Enumerable.Range(0, Clients).Select(_ => Enumerable.Range(0, ConnectionsPerClient).Select(_ => Connect(server)).ToArray())];
        _responseLength = MeasureResponse(_connections[0][0]);
    }

    public static async Task<Subject> StartAsync(bool drains)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        if (drains)
            builder.AddGracefulShutdown();

        var app = builder.Build();
        if (drains)
            app.UseDrain();
        app.MapGet("/", static () => "Hello, World!");
        await app.StartAsync();
        return new Subject(app);
    }

    public Sample Measure(TimeSpan length)
    {
        var answered = new long[Clients];
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, Clients).Select(client => new Thread(() => answered[client] = Run(_connections[client], started, length))).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());

        var elapsed = Stopwatch.GetElapsedTime(started);
        var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        return new(answered.Sum() / elapsed.TotalSeconds, cpu.TotalMicroseconds / answered.Sum(), (double)allocated / answered.Sum());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections.SelectMany(static client => client))
            connection.Dispose();
        await _app.DisposeAsync();
    }

    private long Run(Socket[] connections, long started, TimeSpan length)
    {
        var buffer = new byte[1024];
        long answered = 0;
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            foreach (var connection in connections)
                connection.Send(s_request);
            foreach (var connection in connections)
                Receive(connection, buffer, _responseLength);
            answered += connections.Length;
        }

        return answered;
    }

    private static void Receive(Socket connection, byte[] buffer, int length)
    {
        for (var read = 0; read < length;)
        {
            var more = connection.Receive(buffer);
            if (more == 0)
                throw new InvalidOperationException("The server closed a kept-alive connection.");
            read += more;
        }
    }

    private static Socket Connect(Uri server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, server.Port);
        return socket;
    }

    // All responses are as long as the first: the date is always of the same length.
    private static int MeasureResponse(Socket connection)
    {
        connection.Send(s_request);
        var buffer = new byte[1024];
        var length = 0;
        do
            length += connection.Receive(buffer.AsSpan(length));
        while (!buffer.AsSpan(0, length).EndsWith("0\r\n\r\n"u8) && !buffer.AsSpan(0, length).EndsWith("Hello, World!"u8));
        return length;
    }
}
