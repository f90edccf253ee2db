using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Connections;

public sealed class LongLivedEndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Marks => ["convention", "attribute", "group", "routed after the drain"];

    [Theory]
    [MemberData(nameof(Marks))]
    public async Task An_event_stream_ends_in_an_orderly_way_when_draining_begins(string mark)
    {
        await using var app = await StartAsync(app =>
        {
            if (mark == "routed after the drain")
                app.UseRouting();
            if (mark == "attribute")
                app.MapGet("/events", [LongLived] (CancellationToken aborted) => TypedResults.ServerSentEvents(CountAsync(aborted)));
            else if (mark == "group")
                app.MapGroup("").LongLived().MapGet("/events", static (CancellationToken aborted) => TypedResults.ServerSentEvents(CountAsync(aborted)));
            else
                app.MapGet("/events", static (CancellationToken aborted) => TypedResults.ServerSentEvents(CountAsync(aborted))).LongLived();
        });
        using var http = app.Client();
        await using var events = SseParser.Create(await http.GetStreamAsync("/events", Cancellation)).EnumerateAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());

        var stopped = app.StopAsync(Cancellation);

        while (await events.MoveNextAsync())
            Assert.NotEmpty(events.Current.Data); // A connection that is cut would throw here.
        await stopped;
    }

    [Fact]
    public async Task An_IAsyncEnumerable_ends_as_whole_JSON()
    {
        await using var app = await StartAsync(static app =>
            app.MapGet("/numbers", static (CancellationToken aborted) => CountUntilAsync(aborted)).LongLived());
        using var http = app.Client();
        using var response = await http.GetAsync("/numbers", HttpCompletionOption.ResponseHeadersRead, Cancellation);

        var stopped = app.StopAsync(Cancellation);

        Assert.EndsWith("]", await response.Content.ReadAsStringAsync(Cancellation));
        await stopped;
    }

    [Fact]
    public async Task A_long_poll_without_an_answer_is_to_be_asked_again()
    {
        await using var app = await StartAsync(static app =>
            app.MapGet("/poll", static (CancellationToken aborted) => Task.Delay(Timeout.Infinite, aborted)).LongLived());
        using var http = app.Client();
        var poll = http.GetAsync("/poll", Cancellation);
        await LocalApp.UntilAsync(() => app.Shutdown().InFlightRequests == 1);

        var stopped = app.StopAsync(Cancellation);

        using var answer = await poll;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        await stopped;
    }

    [Fact]
    public async Task A_new_one_is_refused_even_where_requests_are_served()
    {
        var goOn = new TaskCompletionSource();
        await using var app = await StartAsync(
            app =>
            {
                app.MapGet("/slow", () => goOn.Task);
                app.MapGet("/events", static () => "never").LongLived();
            },
            static options => options.DrainMode = DrainMode.Serve);
        using var keptAlive = await RawConnection.OpenAsync(app.Server());
        using var http = app.Client();
        var slow = http.GetAsync("/slow", Cancellation);
        await LocalApp.UntilAsync(() => app.Shutdown().InFlightRequests == 1);
        var stopped = await app.BeginToDrainAsync();

        await keptAlive.SendAsync("/events");

        Assert.StartsWith("HTTP/1.1 503 Service Unavailable", await keptAlive.ReceiveToEndAsync());
        goOn.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await slow).StatusCode);
        await stopped;
    }

    [Fact]
    public async Task Without_the_mark_a_stream_lasts_until_the_drains_time_is_up()
    {
        var aborted = new TaskCompletionSource<ShutdownPhase>();
        await using var app = await StartAsync(
            app => app.MapGet("/events", (HttpContext context) =>
            {
                context.RequestAborted.Register(() => aborted.TrySetResult(app.Shutdown().Phase));
                return TypedResults.ServerSentEvents(CountAsync(context.RequestAborted));
            }),
            static options => options.DrainTimeout = TimeSpan.FromMilliseconds(500));
        using var http = app.Client();
        using var stream = await http.GetStreamAsync("/events", Cancellation);

        var stopped = app.StopAsync(Cancellation);
        await LocalApp.UntilAsync(() => app.Shutdown().Phase == ShutdownPhase.Stopping);

        Assert.False(aborted.Task.IsCompleted);
        stream.Close();
        await stopped;
    }

    [Fact]
    public async Task A_client_that_goes_still_ends_the_request()
    {
        var aborted = new TaskCompletionSource();
        await using var app = await StartAsync(app => app.MapGet("/events", (CancellationToken ended) =>
        {
            ended.Register(aborted.SetResult);
            return TypedResults.ServerSentEvents(CountAsync(ended));
        }).LongLived());
        using var http = app.Client();
        var stream = await http.GetStreamAsync("/events", Cancellation);

        stream.Close();

        await aborted.Task.WaitAsync(Cancellation);
    }

    private static async Task<WebApplication> StartAsync(Action<WebApplication> map, Action<GracefulShutdownOptions>? configure = null) =>
        await LocalApp.StartAsync(
            LocalApp.NewBuilder(options =>
            {
                options.LameDuckPeriod = TimeSpan.Zero;
                configure?.Invoke(options);
            }),
            map);

    private static async IAsyncEnumerable<string> CountAsync([EnumeratorCancellation] CancellationToken aborted)
    {
        for (var i = 0; ; i++)
        {
            yield return i.ToString();
            await Task.Delay(10, aborted);
        }
    }

    private static async IAsyncEnumerable<int> CountUntilAsync([EnumeratorCancellation] CancellationToken aborted)
    {
        for (var i = 0; !aborted.IsCancellationRequested; i++)
        {
            yield return i;
            await Task.Delay(10, aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
