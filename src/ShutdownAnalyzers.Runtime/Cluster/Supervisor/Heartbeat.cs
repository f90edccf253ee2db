namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Asks the workers again and again how they are, and kills one that does not answer: its end is noticed, and it is replaced.</summary>
internal sealed class Heartbeat(Supervisor cluster, Workforce workforce, EventLog events, TimeSpan longestSilence)
{
    // Counted, not timed: a supervisor that was held up itself must not blame its workers.
    private const int Rounds = 4;

    public async Task RunAsync()
    {
        if (longestSilence == TimeSpan.Zero)
            return;

        while (await (longestSilence / Rounds).PassesAsync(cluster.Stopping))
        {
            foreach (var worker in workforce.Active.Where(static worker => worker.Online.IsCompleted))
                Ask(worker);
        }
    }

    private void Ask(Worker worker)
    {
        if (worker.SilentRounds++ < Rounds)
        {
            worker.AskForLoad();
            return;
        }

        events.WriteLine($"worker {worker.Number} has not answered for {longestSilence.TotalSeconds} s and is killed");
        worker.Kill();
    }
}
