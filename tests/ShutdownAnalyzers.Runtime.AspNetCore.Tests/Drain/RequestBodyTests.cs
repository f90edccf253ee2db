using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Drain;

/// <summary>Requests and responses that take their time arrive whole.</summary>
public sealed class RequestBodyTests
{
    private const int Large = 200_000_000;
    private const string NoLameDuck = "--GracefulShutdown:LameDuckPeriod=00:00:00";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_download_of_200_MB_arrives_whole()
    {
        using var app = await StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://{app.Server}") };
        using var response = await http.GetAsync($"/bytes?count={Large}", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        await app.BeginToDrainAsync();

        Assert.Equal(Large, await LengthAsync(body));
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task A_chunked_upload_arrives_whole()
    {
        await using var app = await LocalApp.StartAsync(
            LocalApp.NewBuilder(static options => options.LameDuckPeriod = TimeSpan.Zero),
            static app => app.MapPost("/length", [DisableRequestSizeLimit] static (HttpRequest request) => LengthAsync(request.Body)));
        using var http = app.Client();
        using var rest = new HalfHeldContent(Large);
        var upload = http.PostAsync("/length", rest, Cancellation);
        await LocalApp.UntilAsync(() => app.Shutdown().InFlightRequests == 1);
        var stopped = await app.BeginToDrainAsync();

        rest.GoOn();

        Assert.Equal(Large.ToString(), await (await upload).Content.ReadAsStringAsync(Cancellation));
        await stopped;
    }

    [Fact]
    public async Task A_rejected_upload_hears_the_answer_and_is_not_reset()
    {
        using var app = await StartAsync();
        using var keptAlive = await RawConnection.OpenAsync(app.Server);
        using var slow = await app.DrainWithSlowRequestAsync();

        await keptAlive.SendTextAsync("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");
        for (var sent = 0; sent < 1_000_000; sent += 100_000)
            await keptAlive.SendTextAsync(new string('x', 100_000));

        var answer = await keptAlive.ReceiveToEndAsync(); // A reset throws.
        Assert.StartsWith("HTTP/1.1 503 Service Unavailable", answer);
        Assert.Contains("Connection: close", answer);
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task A_rejected_upload_that_asks_first_need_not_be_sent()
    {
        using var app = await StartAsync();
        using var keptAlive = await RawConnection.OpenAsync(app.Server);
        using var slow = await app.DrainWithSlowRequestAsync();

        await keptAlive.SendTextAsync("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 503 Service Unavailable", await keptAlive.ReceiveAsync());
        keptAlive.Dispose();
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task An_upload_that_was_told_to_continue_is_served()
    {
        using var app = await StartAsync();
        using var client = await RawConnection.OpenAsync(app.Server);
        await client.SendTextAsync("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        await app.WaitForOutputAsync("Executing endpoint", Cancellation);
        await app.BeginToDrainAsync();

        await client.SendTextAsync("hello");

        var answer = await client.ReceiveToEndAsync();
        Assert.StartsWith("HTTP/1.1 100 Continue", answer);
        Assert.Contains("HTTP/1.1 200 OK", answer);
        Assert.Contains("hello", answer);
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task Half_a_request_holds_up_the_drain_for_a_moment_only()
    {
        using var app = await StartAsync("--GracefulShutdown:DrainTimeout=00:10:00", "--GracefulShutdown:ForcedExitTimeout=00:20:00");
        using var half = await RawConnection.OpenAsync(app.Server);
        await half.SendTextAsync("GET / HTTP/1.1\r\nHost: local");
        app.Terminate();

        Assert.Equal(0, await app.WaitForExitAsync(Cancellation)); // Not after the ten minutes, nor the host's thirty seconds.
        Assert.Contains("Drained in", app.Output);
    }

    [Fact]
    public async Task Half_a_request_that_becomes_whole_in_time_is_answered()
    {
        using var app = await StartAsync();
        using var half = await RawConnection.OpenAsync(app.Server);
        await half.SendTextAsync("GET / HTTP/1.1\r\nHost: local");
        await app.BeginToDrainAsync();

        await half.SendTextAsync("host\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 503 Service Unavailable", await half.ReceiveToEndAsync());
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task Pipelined_requests_end_with_a_whole_answer_that_says_close()
    {
        using var app = await StartAsync();
        using var client = await RawConnection.OpenAsync(app.Server);
        await client.SendTextAsync("GET /slow?ms=1000 HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await app.WaitForOutputAsync("Executing endpoint", Cancellation);
        app.Terminate();

        var answer = await client.ReceiveToEndAsync(); // A reset throws.

        Assert.StartsWith("HTTP/1.1 200 OK", answer);
        Assert.Contains("Connection: close", answer); // So the client knows that the others were not looked at.
        Assert.EndsWith("0\r\n\r\n", answer);
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    private static Task<AppProcess> StartAsync(params IEnumerable<string> arguments) =>
        AppProcess.StartAsync(TestApp.Web, 0, Cancellation, [NoLameDuck, .. arguments]);

    private static async Task<long> LengthAsync(Stream body)
    {
        var buffer = new byte[64 * 1024];
        var length = 0L;
        while (await body.ReadAsync(buffer, Cancellation) is > 0 and var read)
            length += read;
        return length;
    }

    /// <summary>A body of which the first half is sent at once, and the rest when it is told to go on.</summary>
    private sealed class HalfHeldContent(int length) : HttpContent
    {
        private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void GoOn() => _goOn.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[length / 2], Cancellation);
            await stream.FlushAsync(Cancellation);
            await _goOn.Task;
            await stream.WriteAsync(new byte[length - length / 2], Cancellation);
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = 0;
            return false;
        }
    }
}
