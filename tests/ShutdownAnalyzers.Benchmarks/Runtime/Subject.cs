using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Benchmarks.Runtime;

internal readonly record struct Sample(double RequestsPerSecond, double CpuMicroseconds, double BytesPerRequest, double ContentionsPerMillion);

/// <summary>
/// An app on a real Kestrel in this process, and a client that allocates nothing, so that what is allocated is the app's.
/// One app, with UseDrain and without by turns, on the same connections: two apps would also differ in how they happen to lie in memory.
/// </summary>
internal sealed class Subject : IAsyncDisposable
{
    private const int Clients = 2;
    private const int ConnectionsPerClient = 32;

    private readonly WebApplication _app;
    private readonly RequestDelegate _plain;
    private readonly RequestDelegate _drained;
    private IClient[][] _connections = [];
    private volatile RequestDelegate _current;

    private Subject(WebApplication app)
    {
        _app = app;
        _current = _plain = Pipeline(static pipeline => pipeline);
        _drained = Pipeline(static pipeline => pipeline.UseDrain());

        RequestDelegate Pipeline(Func<IApplicationBuilder, IApplicationBuilder> begin)
        {
            var pipeline = begin(((IApplicationBuilder)app).New());
            pipeline.Run(static context => context.Response.WriteAsync("Hello, World!"));
            return pipeline.Build();
        }
    }

    public static async Task<Subject> StartAsync(HttpProtocols protocol)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocol));
        builder.Logging.ClearProviders();
        builder.AddGracefulShutdown();

        var app = builder.Build();
        var subject = new Subject(app);
        ((IApplicationBuilder)app).Run(context => subject._current(context));
        await app.StartAsync();
        subject.Connect(protocol);
        return subject;
    }

    public Sample Measure(bool drains, TimeSpan length)
    {
        _current = drains ? _drained : _plain;
        var answered = new long[Clients];
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var contentionsBefore = Monitor.LockContentionCount;
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, Clients).Select(client => new Thread(() => answered[client] = Run(_connections[client], started, length))).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());

        var elapsed = Stopwatch.GetElapsedTime(started);
        var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        var contentions = Monitor.LockContentionCount - contentionsBefore;
        var requests = (double)answered.Sum();
        return new(requests / elapsed.TotalSeconds, cpu.TotalMicroseconds / requests, allocated / requests, contentions * 1_000_000 / requests);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections.SelectMany(static client => client))
            connection.Dispose();
        await _app.DisposeAsync();
    }

    private static long Run(IClient[] connections, long started, TimeSpan length)
    {
        long answered = 0;
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            foreach (var connection in connections)
                connection.Send();
            foreach (var connection in connections)
                connection.Receive();
            answered += connections.Length;
        }

        return answered;
    }

    private void Connect(HttpProtocols protocol)
    {
        var port = new Uri(_app.Urls.Single()).Port;
        _connections = [.. Enumerable.Range(0, Clients).Select(_ => Enumerable.Range(0, ConnectionsPerClient).Select(_ => Connect(port, protocol)).ToArray())];
    }

    private static IClient Connect(int port, HttpProtocols protocol)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return protocol == HttpProtocols.Http2 ? new Http2Client(socket) : new Http1Client(socket);
    }
}
