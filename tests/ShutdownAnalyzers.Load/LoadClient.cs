using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Load;

/// <summary>One client: sends one request at a time until the app it talks to is gone.</summary>
internal sealed class LoadClient(ClientGroup group, IPEndPoint server, Func<bool> stopSignalled) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly List<Exchange> _exchanges = [];
    private HttpConnection? _connection;

    /// <summary>Every request so far, in order.</summary>
    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <param name="end">Ends the client before its next request, whatever the app does.</param>
    public async Task RunAsync(CancellationToken end)
    {
        for (var turn = 0; !end.IsCancellationRequested; turn++)
        {
            var outcome = await RequestAsync(group.Requests[turn % group.Requests.Length]);
            var refused = outcome is Outcome.ListenerClosed or Outcome.Refused;
            if (refused && group.WaitWhenRefused == 0) break;

            await RestAsync(refused ? group.WaitWhenRefused : Random.Shared.Next(group.ThinkTime.Min, group.ThinkTime.Max), end);
        }
    }

    public void Dispose() => Disconnect();

    /// <summary>Makes one request, on the open connection if there is one.</summary>
    public async Task<Outcome> RequestAsync(Request request)
    {
        using var patience = new CancellationTokenSource(s_patience);
        var reused = ReuseConnection();
        var started = Stopwatch.GetTimestamp();
        Guid? order = request.PlacesOrder ? Guid.NewGuid() : null;

        var outcome = await AttemptAsync(request.ToBytes(server, order ?? default), patience.Token);

        _exchanges.Add(new Exchange(group, request, order, reused, started, Stopwatch.GetTimestamp(), outcome));
        return outcome;
    }

    private async Task<Outcome> AttemptAsync(byte[] request, CancellationToken patience)
    {
        try
        {
            if (_connection is null)
            {
                _connection = await HttpConnection.ConnectAsync(server, group.ReadsPerSecond, patience);
                await Task.Delay(group.WaitAfterConnect, patience);
            }

            var (outcome, reusable) = await _connection.ExchangeAsync(request, patience);
            if (!reusable || !group.KeepAlive) Disconnect();
            return outcome;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return stopSignalled() ? Outcome.ListenerClosed : Outcome.Refused;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            Disconnect();
            return Outcome.Reset;
        }
        catch (OperationCanceledException)
        {
            Disconnect();
            return Outcome.TimedOut;
        }
    }

    private bool ReuseConnection()
    {
        if (_connection is { ClosedByServer: true }) Disconnect();
        return _connection is not null;
    }

    private void Disconnect()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private static async Task RestAsync(int milliseconds, CancellationToken end)
    {
        if (milliseconds > 0)
            await Task.Delay(milliseconds, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
