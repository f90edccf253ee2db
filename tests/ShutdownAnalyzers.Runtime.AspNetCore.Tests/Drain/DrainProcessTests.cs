using System.Net;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Drain;

/// <summary>A real server in each of its phases, seen from its connections.</summary>
public sealed class DrainProcessTests
{
    // Never over in a test, unless it ends early.
    private static readonly string[] s_longLameDuck = ["--GracefulShutdown:LameDuckPeriod=01:00:00", "--GracefulShutdown:ForcedExitTimeout=02:00:00"];

    private const string NoLameDuck = "--GracefulShutdown:LameDuckPeriod=00:00:00";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_lame_duck_serves_and_asks_to_close()
    {
        using var app = await StartAsync(s_longLameDuck);
        using var idle = await RawConnection.OpenAsync(app.Server);
        await idle.SendAsync("/");
        Assert.DoesNotContain("Connection: close", await idle.ReceiveAsync());
        await app.BeginLameDuckAsync();

        await idle.SendAsync("/");
        var onOld = await idle.ReceiveToEndAsync();
        Assert.StartsWith("HTTP/1.1 200 OK", onOld);
        Assert.Contains("Connection: close", onOld);
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation)); // Long before the hour is over: nobody is connected.
    }

    [Fact]
    public async Task The_lame_duck_still_takes_connections()
    {
        using var app = await StartAsync(s_longLameDuck);
        using var idle = await RawConnection.OpenAsync(app.Server);
        await idle.SendAsync("/");
        await idle.ReceiveAsync(); // It was accepted, and counts.
        await app.BeginLameDuckAsync();

        using var fresh = await RawConnection.OpenAsync(app.Server);
        await fresh.SendAsync("/");

        var answer = await fresh.ReceiveToEndAsync();
        Assert.StartsWith("HTTP/1.1 200 OK", answer);
        Assert.Contains("Connection: close", answer);
    }

    [Fact]
    public async Task An_http2_client_is_told_to_go_away()
    {
        using var app = await StartAsync([.. s_longLameDuck, "--Kestrel:EndpointDefaults:Protocols=Http2"]);
        using var client = new HttpClient
        {
            BaseAddress = new Uri($"http://{app.Server}"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        await client.GetStringAsync("/", Cancellation);
        await app.BeginLameDuckAsync();

        Assert.Equal("hello", await client.GetStringAsync("/", Cancellation));
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation)); // The client has closed its connection, or the hour would not be over.
    }

    [Fact]
    public async Task The_readiness_probe_sees_the_lame_duck()
    {
        using var app = await StartAsync(s_longLameDuck);
        using var probe = await RawConnection.OpenAsync(app.Server);
        await probe.SendAsync("/ready");
        Assert.StartsWith("HTTP/1.1 200 OK", await probe.ReceiveAsync());
        await app.BeginLameDuckAsync();

        await probe.SendAsync("/ready");

        Assert.StartsWith("HTTP/1.1 503 Service Unavailable", await probe.ReceiveToEndAsync());
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task A_request_in_flight_at_the_signal_is_answered_and_asks_to_close()
    {
        using var app = await StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Server);
        await connection.SendAsync("/slow?ms=1500");
        await app.WaitForOutputAsync("Executing endpoint", Cancellation);
        await app.BeginLameDuckAsync();

        var answer = await connection.ReceiveToEndAsync();

        Assert.StartsWith("HTTP/1.1 200 OK", answer);
        Assert.Contains("Connection: close", answer);
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Theory]
    [InlineData("--GracefulShutdown:DrainStatusCode=503", "HTTP/1.1 503 Service Unavailable")]
    [InlineData("--GracefulShutdown:DrainStatusCode=502", "HTTP/1.1 502 Bad Gateway")]
    [InlineData("--GracefulShutdown:RetryAfter=00:00:01.5", "Retry-After: 2")]
    public async Task A_request_that_comes_while_draining_is_rejected(string option, string expected)
    {
        using var app = await StartAsync(NoLameDuck, option);
        using var keptAlive = await RawConnection.OpenAsync(app.Server);
        using var slow = await app.DrainWithSlowRequestAsync();

        await keptAlive.SendAsync("/");

        var answer = await keptAlive.ReceiveToEndAsync();
        Assert.Contains(expected, answer);
        Assert.Contains("Connection: close", answer);
        Assert.Contains("Retry-After: ", answer);
        Assert.StartsWith("HTTP/1.1 200 OK", await slow.ReceiveToEndAsync());
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Theory]
    [InlineData("/", "--GracefulShutdown:DrainMode=Serve")]
    [InlineData("/health", "--GracefulShutdown:ExemptPaths:0=/health")]
    public async Task A_request_that_comes_while_draining_is_served_if_the_options_say_so(string path, string option)
    {
        using var app = await StartAsync(NoLameDuck, option);
        using var keptAlive = await RawConnection.OpenAsync(app.Server);
        using var slow = await app.DrainWithSlowRequestAsync();

        await keptAlive.SendAsync(path);

        var answer = await keptAlive.ReceiveToEndAsync();
        Assert.StartsWith("HTTP/1.1 200 OK", answer);
        Assert.Contains("Connection: close", answer);
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task An_idle_connection_is_closed_in_an_orderly_way()
    {
        using var app = await StartAsync();
        using var idle = await RawConnection.OpenAsync(app.Server);
        await app.BeginLameDuckAsync();

        Assert.Equal("", await idle.ReceiveToEndAsync());
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task A_request_that_never_ends_is_named_in_the_report()
    {
        using var app = await StartAsync(NoLameDuck, "--GracefulShutdown:DrainTimeout=00:00:01", "--GracefulShutdown:ForcedExitTimeout=00:00:02");
        using var connection = await RawConnection.OpenAsync(app.Server);
        await connection.SendAsync("/slow?ms=600000");
        await app.WaitForOutputAsync("Executing endpoint", Cancellation);
        app.Terminate();

        Assert.Equal(1, await app.WaitForExitAsync(Cancellation));
        Assert.Contains("The drain took longer than DrainTimeout (1 s).", app.Output);
        Assert.Contains("Forced exit with code 1", app.Output);
        Assert.Contains("requests in flight: 1", app.Output);
        Assert.Contains("GET /slow, ", app.Output);
    }

    [Fact]
    public async Task A_port_in_use_is_said_and_is_not_a_success()
    {
        using var first = await StartAsync();

        var failure = await Assert.ThrowsAsync<AppFailedException>(
            () => AppProcess.StartAsync(TestApp.Web, first.Server.Port, Cancellation));

        Assert.Contains("address already in use", failure.Message);
        Assert.DoesNotContain("ended with code 0", failure.Message);
    }

    private static Task<AppProcess> StartAsync(params IEnumerable<string> arguments) => AppProcess.StartAsync(TestApp.Web, 0, Cancellation, arguments);
}
