using System.Net.Sockets;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Faults;

/// <summary>Clients as they are: silent, slow, or gone.</summary>
public sealed class ConnectionFaultTests
{
    private const string NoLameDuck = "--GracefulShutdown:LameDuckPeriod=00:00:00";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_that_has_had_no_request_yet_stops()
    {
        using var app = await StartAsync();
        app.Terminate();

        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
        Assert.DoesNotContain("Forced exit", app.Output);
    }

    [Fact]
    public async Task A_connection_that_has_sent_nothing_is_closed_in_an_orderly_way()
    {
        using var app = await StartAsync(NoLameDuck);
        using var silent = await RawConnection.OpenAsync(app.Server);
        app.Terminate();

        Assert.Equal("", await silent.ReceiveToEndAsync());
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task A_client_that_reads_a_byte_at_a_time_gets_all_that_was_sent_even_after_the_end()
    {
        using var app = await StartAsync(NoLameDuck);
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(app.Server, Cancellation);
        await client.SendAsync("GET /bytes?count=2000 HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Cancellation);
        var buffer = new byte[1];
        Assert.Equal(1, await client.ReceiveAsync(buffer, Cancellation));
        app.Terminate();
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));

        var read = 1;
        while (await client.ReceiveAsync(buffer, Cancellation) == 1)
            read++;
        Assert.InRange(read, 2000, 2500); // The body and its headers.
    }

    [Fact]
    public async Task A_client_that_stops_reading_is_named_and_left_behind()
    {
        using var app = await StartAsync(NoLameDuck, "--GracefulShutdown:DrainTimeout=00:00:01", "--GracefulShutdown:ForcedExitTimeout=00:00:03");
        using var client = await RawConnection.OpenAsync(app.Server);
        await client.SendAsync("/bytes?count=100000000");
        await app.WaitForOutputAsync("Executing endpoint", Cancellation);
        app.Terminate();

        Assert.Equal(1, await app.WaitForExitAsync(Cancellation));
        Assert.Contains("GET /bytes, ", app.Output);
    }

    [Fact]
    public async Task A_client_that_vanishes_holds_up_nothing()
    {
        using var app = await StartAsync(NoLameDuck);
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new(enable: true, seconds: 0) };
        await client.ConnectAsync(app.Server, Cancellation);
        await client.SendAsync("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf of it"u8.ToArray(), Cancellation);
        await app.WaitForOutputAsync("Executing endpoint", Cancellation);
        await app.BeginToDrainAsync();

        client.Dispose(); // With a reset.

        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
        Assert.Contains("Drained in", app.Output);
    }

    private static Task<AppProcess> StartAsync(params IEnumerable<string> arguments) => AppProcess.StartAsync(TestApp.Web, 0, Cancellation, arguments);
}
