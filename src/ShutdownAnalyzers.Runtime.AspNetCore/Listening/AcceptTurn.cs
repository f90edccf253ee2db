using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// Holds a worker back from accepting a connection: always as long as its deploy may kill it; if it has its share, so that a sibling accepts it.
/// A connection that none of them takes is not left lying.
/// </summary>
internal sealed class AcceptTurn(ConnectionBalance balance, int listeningSocket)
{
    // Time enough for a sibling to be woken on a busy machine.
    private const int Looks = 10;
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(1);

    public Task ComesAsync(CancellationToken stop) => balance.MayAccept()
        ? Task.CompletedTask
        : Task.Factory.StartNew(() => Wait(stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(stop);

    // On a thread of its own, which costs nothing while there is no connection to be left to others.
    private void Wait(CancellationToken stop)
    {
        while (balance.IsHeld && !stop.IsCancellationRequested)
            Thread.Sleep(s_betweenLooks);

        while (!Posix.HasInput(listeningSocket, Timeout.Infinite) || IsTakenBySibling())
        {
            // On to the next one.
        }
    }

    private bool IsTakenBySibling()
    {
        for (var look = 0; look < Looks; look++)
        {
            if (balance.MayAccept())
                return false;

            Thread.Sleep(s_betweenLooks);
            if (!Posix.HasInput(listeningSocket, timeoutMilliseconds: 0))
                return true;
        }

        balance.LetDown();
        return false;
    }
}
