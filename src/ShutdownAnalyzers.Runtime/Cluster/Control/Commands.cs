namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>What a supervisor can be told, and what it answers.</summary>
internal sealed class Commands(Supervisor cluster, EventLog events, Task closed)
{
    public Task RunAsync(ControlRequest request, Func<ControlReply, bool> answer) => cluster.InTurn(async () =>
    {
        using var watch = request.Command == ControlRequest.Status ? null : events.Watch(line => answer(new ControlReply { Progress = line }));
        var reply = request.Command switch
        {
            ControlRequest.Status => Status(),
            ControlRequest.Deploy => await DeployAsync(request.Deployment ?? new DeployRequest()),
            ControlRequest.AbortDeploy => await AbortDeployAsync(),
            ControlRequest.Stop => await StopAsync(request.TimeoutSeconds, answer),
            _ => Failure($"unknown command: {request.Command}"),
        };
        return answer(reply);
    });

    private ControlReply Status() => new() { Output = cluster.Describe(), ExitCode = cluster.IsDegraded ? 1 : 0, Status = cluster.Status() };

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

        await cluster.StopAsync(timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        await closed;
        return new ControlReply { ExitCode = 0 };
    }

    private static ControlReply Success(string text) => new() { Progress = text, ExitCode = 0 };

    private static ControlReply Failure(string text) => new() { Progress = text, ExitCode = 1 };
}
