using System.Collections.Concurrent;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>What a supervisor can be told, and what it answers.</summary>
internal sealed class Commands(Supervisor cluster, Workforce workforce, EventLog events, Task closed)
{
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    /// <summary>Ends when every command has its answer.</summary>
    public Task Answered => Task.WhenAll(_running.Keys);

    public void Run(ControlRequest request, Func<ControlReply, bool> answer)
    {
        var running = cluster.InTurn(() => RunAsync(request, answer));
        _running[running] = true;
        running.ContinueWith(_ => _running.TryRemove(running, out var _), TaskScheduler.Default);
    }

    /// <summary>Commands wait until there are descriptors again.</summary>
    public void CannotBeHeard(string reason) => events.WriteLine($"commands have to wait: {reason}");

    private async Task RunAsync(ControlRequest request, Func<ControlReply, bool> answer)
    {
        using var watch = request.Command == ControlRequest.Status ? null : events.Watch(line => answer(new ControlReply { Progress = line }));
        var reply = request.Command switch
        {
            ControlRequest.Status => await StatusAsync(request.InDetail),
            ControlRequest.Deploy when request.Deployment is { IsSound: false } => Failure("The deploy asks for what there cannot be."),
            ControlRequest.Deploy => await DeployAsync(request.Deployment ?? new DeployRequest()),
            ControlRequest.AbortDeploy => await AbortDeployAsync(),
            ControlRequest.Stop => await StopAsync(request.TimeoutSeconds, answer),
            _ => Failure($"unknown command: {request.Command}"),
        };
        answer(reply);
    }

    private async Task<ControlReply> StatusAsync(bool inDetail)
    {
        workforce.Say(ClusterEvent.Status);
        return new()
        {
            Output = cluster.Describe(),
            Status = inDetail ? await cluster.StatusAsync() : null,
            ExitCode = cluster.IsDegraded ? 1 : 0,
        };
    }

    private async Task<ControlReply> DeployAsync(DeployRequest request) => await cluster.DeployAsync(request) switch
    {
        DeployOutcome.Done => Success("done"),
        DeployOutcome.Aborted => Failure("deploy aborted"),
        DeployOutcome.AlreadyInProgress => Failure("Deploy already in progress. Wait for it, or abort it with deploy-abort."),
        DeployOutcome.ShuttingDown => Failure("The server is shutting down."),
        _ => Failure("Deploy failed. Check stderr.log, and that the app calls AddGracefulShutdown and starts in time."),
    };

    private async Task<ControlReply> AbortDeployAsync() => await cluster.AbortDeployAsync() ? Success("deploy aborted") : Failure("no deploy in progress");

    private async Task<ControlReply> StopAsync(double? timeout, Func<ControlReply, bool> answer)
    {
        if (cluster.IsStopping)
            answer(new ControlReply { Progress = "Waiting for shutdown already in progress.\nIf it hangs, Ctrl+C this command and try it again with --timeout 1" });

        await cluster.StopAsync(timeout is >= 0 and < Waiting.Longest ? TimeSpan.FromSeconds(timeout.Value) : null);
        await closed;
        return new ControlReply { ExitCode = 0 };
    }

    private static ControlReply Success(string text) => new() { Progress = text, ExitCode = 0 };

    private static ControlReply Failure(string text) => new() { Progress = text, ExitCode = 1 };
}
