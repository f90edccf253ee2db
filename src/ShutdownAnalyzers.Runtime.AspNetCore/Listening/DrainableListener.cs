using System.Net;
using Microsoft.AspNetCore.Connections;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// A listener that can stop accepting and lose nothing: closing a listening socket resets the connections in its queue,
/// so the queue is closed to new ones, emptied by the server's own accept loop, and only then is the socket closed.
/// </summary>
internal sealed class DrainableListener(IConnectionListener inner, AcceptQueue queue, OpenConnections connections, AcceptTurn? turn) : IConnectionListener
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _loopEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _loopBegan;

    public EndPoint EndPoint => inner.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        _loopBegan = true;
        ConnectionContext? connection = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancellationToken);
        try
        {
            if (turn is not null)
                await turn.ComesAsync(stop.Token);

            // An accept that has ended beats the cancellation, so that no connection falls between the two.
            connection = await inner.AcceptAsync(stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Null is what ends the server's accept loop.
        }
        finally
        {
            if (connection is null)
                _loopEnded.TrySetResult();
        }

        return connection is null ? null : connections.Opened(connection);
    }

    public async Task StopAcceptingAsync(CancellationToken timeUp)
    {
        await queue.EmptyAsync(timeUp);
        await _stop.CancelAsync();
        if (_loopBegan)
            await _loopEnded.Task.WaitAsync(timeUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await inner.UnbindAsync(CancellationToken.None);
    }

    // The server unbinds once more when it stops; closing a closed socket is harmless.
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => inner.UnbindAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
