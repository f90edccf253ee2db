namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>The WebSockets among the requests in flight.</summary>
internal sealed class OpenWebSockets(GracefulShutdownOptions options, InFlightRequests requests)
{
    public int Count => All().Count();

    /// <summary>Tells each that the server is going away, and cuts those that have not ended when their time is up.</summary>
    public async Task CloseAsync(CancellationToken timeUp)
    {
        foreach (var slot in All())
            _ = slot.WebSocket?.LeaveAsync();

        await Task.Delay(options.WebSocketCloseTimeout, options.Clock, timeUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var slot in All())
            slot.Abort();
    }

    private IEnumerable<RequestSlot> All() => requests.Taken().Where(static slot => slot.WebSocket is not null);
}
