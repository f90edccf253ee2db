using System.Net;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.EndToEnd.Load;

/// <summary>The proof is worth as much as its client: each way a request can end is told apart from the others.</summary>
public class LoadClientTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const string OkAndClose = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

    private static readonly Request s_get = new("GET", "/");
    private static readonly ClientGroup s_keptAlive = new("kept alive", 1, s_get);

    [Theory]
    [InlineData(Outcome.Served, Ok)]
    [InlineData(Outcome.Served, "HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData(Outcome.Served, "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n", "a\r\n0123456789\r\n", "1\r\nx\r\n0\r\n\r\n")]
    [InlineData(Outcome.Served, "HTTP/1.1 20", "0 OK\r\nContent-", "Length: 2\r\n\r", "\no", "k")]
    [InlineData(Outcome.AskedToRetry, "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(Outcome.ServerError, "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(Outcome.ServerError, "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(Outcome.ServerError, "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(Outcome.UnexpectedStatus, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(Outcome.NoResponse)]
    [InlineData(Outcome.CutShort, "HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData(Outcome.CutShort, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")]
    [InlineData(Outcome.CutShort, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "2\r\nok\r\n")]
    public async Task An_orderly_close_after_these_bytes_means(Outcome expected, params string[] pieces)
    {
        using var server = new ScriptedServer(connection => ScriptedServer.AnswerAsync(connection, pieces));
        using var client = Client(server.Address);

        Assert.Equal(expected, await client.RequestAsync(s_get));
    }

    [Theory]
    [InlineData]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")]
    public async Task A_reset_before_the_last_byte_is_a_reset(params string[] pieces)
    {
        using var server = new ScriptedServer(async connection =>
        {
            await ScriptedServer.AnswerAsync(connection, pieces);
            ScriptedServer.Reset(connection);
        });
        using var client = Client(server.Address);

        Assert.Equal(Outcome.Reset, await client.RequestAsync(s_get));
    }

    [Theory]
    [InlineData(false, Outcome.Refused)]
    [InlineData(true, Outcome.ListenerClosed)]
    public async Task A_refused_connection_is_lost_only_while_the_app_should_listen(bool stopSignalled, Outcome expected)
    {
        using var client = new LoadClient(s_keptAlive, ScriptedServer.ClosedAddress(), () => stopSignalled);

        Assert.Equal(expected, await client.RequestAsync(s_get));
    }

    [Fact]
    public async Task A_kept_alive_connection_carries_the_next_request()
    {
        using var server = new ScriptedServer(async connection =>
        {
            await ScriptedServer.AnswerAsync(connection, Ok);
            await ScriptedServer.AnswerAsync(connection, Ok);
        });
        using var client = Client(server.Address);

        await client.RequestAsync(s_get);
        await client.RequestAsync(s_get);

        Assert.Equal([(false, Outcome.Served), (true, Outcome.Served)], client.Exchanges.Select(exchange => (exchange.Reused, exchange.Outcome)));
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_while_idle_is_replaced_and_nothing_is_lost()
    {
        var closed = new TaskCompletionSource();
        using var server = new ScriptedServer(
            async connection =>
            {
                await ScriptedServer.AnswerAsync(connection, Ok);
                connection.Dispose();
                closed.SetResult();
            },
            connection => ScriptedServer.AnswerAsync(connection, Ok));
        using var client = Client(server.Address);

        await client.RequestAsync(s_get);
        await closed.Task;
        await client.RequestAsync(s_get);

        AssertServedOnNewConnections(client);
    }

    [Theory]
    [InlineData(OkAndClose, true)]
    [InlineData(Ok, false)]
    public async Task A_connection_ends_with_a_response_if_either_side_wants_it_so(string first, bool keepAlive)
    {
        using var server = new ScriptedServer(
            connection => ScriptedServer.AnswerAsync(connection, first),
            connection => ScriptedServer.AnswerAsync(connection, Ok));
        using var client = new LoadClient(s_keptAlive with { KeepAlive = keepAlive }, server.Address, () => false);

        await client.RequestAsync(s_get);
        await client.RequestAsync(s_get);

        AssertServedOnNewConnections(client);
    }

    [Fact]
    public async Task A_client_ends_when_nobody_listens_any_more()
    {
        using var client = Client(ScriptedServer.ClosedAddress());

        await client.RunAsync(CancellationToken.None);

        Assert.Equal(Outcome.Refused, Assert.Single(client.Exchanges).Outcome);
    }

    [Fact]
    public async Task A_client_that_waits_when_refused_tries_again_until_it_is_ended()
    {
        using var client = new LoadClient(s_keptAlive with { WaitWhenRefused = 1 }, ScriptedServer.ClosedAddress(), () => false);
        using var end = new CancellationTokenSource();

        var running = client.RunAsync(end.Token);
        while (client.Exchanges.Count < 3)
            await Task.Delay(1, TestContext.Current.CancellationToken);
        await end.CancelAsync();
        await running;

        Assert.All(client.Exchanges, static exchange => Assert.Equal(Outcome.Refused, exchange.Outcome));
    }

    [Fact]
    public async Task A_client_that_reads_slowly_misses_nothing()
    {
        using var server = new ScriptedServer(static connection => ScriptedServer.AnswerAsync(connection, "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + new string('x', 10_000)));
        using var client = new LoadClient(s_keptAlive with { ReadsPerSecond = 100_000 }, server.Address, () => false);

        Assert.Equal(Outcome.Served, await client.RequestAsync(s_get));
    }

    [Fact]
    public async Task Each_request_that_places_an_order_places_one_of_its_own()
    {
        var order = new Request("POST", "/orders", id => $$"""{"id":"{{id}}"}""");
        using var server = new ScriptedServer(async connection =>
        {
            await ScriptedServer.AnswerAsync(connection, Ok);
            await ScriptedServer.AnswerAsync(connection, Ok);
        });
        using var client = Client(server.Address);

        await client.RequestAsync(order);
        await client.RequestAsync(order);

        Assert.Equal(2, client.Exchanges.Select(exchange => exchange.Order).OfType<Guid>().Distinct().Count());
    }

    private static void AssertServedOnNewConnections(LoadClient client) =>
        Assert.Equal([(false, Outcome.Served), (false, Outcome.Served)], client.Exchanges.Select(exchange => (exchange.Reused, exchange.Outcome)));

    private static LoadClient Client(IPEndPoint server) => new(s_keptAlive, server, () => false);
}
