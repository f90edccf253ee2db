using System.Text.Json;
using Microsoft.Extensions.Hosting;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// The worker's side of the protocol: says when it is online and when it ends by itself, ends when it is told to,
/// and when the supervisor is gone.
/// </summary>
internal sealed class ClusterWorker(
    Supervision supervision, GracefulShutdownOptions options, IHostApplicationLifetime lifetime, ITraffic? traffic = null)
    : IHostedLifecycleService, IDisposable
{
    private readonly JsonLines _channel = supervision.OpenChannel();
    private readonly ManualResetEventSlim _stopped = new();
    private int _ending;

    /// <summary>
    /// Nobody is sent elsewhere by an answer of 503: the next worker is behind the same socket. And nobody waits for the end of the
    /// lame duck but this process, so that it can be as long as the pauses of most clients.
    /// </summary>
    public static void UseDefaults(GracefulShutdownOptions options)
    {
        options.LeavesQueueToOthers = true;
        options.DrainMode = DrainMode.Serve;
        options.LameDuckPeriod = TimeSpan.FromSeconds(5);
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => Say(WorkerMessage.Online));
        lifetime.ApplicationStopping.Register(SayOffline);
        lifetime.ApplicationStopped.Register(_stopped.Set);
        AppDomain.CurrentDomain.UnhandledException += FinishRequests;
        _ = ListenAsync();
        return Task.CompletedTask;
    }

    // A supervisor that was killed leaves its end of the channel closed.
    private async Task ListenAsync()
    {
        try
        {
            await foreach (var message in _channel.ReadAsync(WorkerMessageFormat.Instance).ConfigureAwait(false))
                Hear(message);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or JsonException)
        {
            // As good as closed.
        }

        End();
    }

    private void Hear(WorkerMessage message)
    {
        if (message.Type == WorkerMessage.Shutdown)
            End();
        else if (message.Type == WorkerMessage.Status)
            _channel.TryWrite(new WorkerMessage(WorkerMessage.Status) { Load = Load() }, WorkerMessageFormat.Instance);
    }

    // A host that is stopped while it starts fails; one that starts is stopped as soon as it has.
    private void End()
    {
        Interlocked.Exchange(ref _ending, 1);
        lifetime.ApplicationStarted.Register(lifetime.StopApplication);
    }

    /// <summary>Whatever ends the app without being told to, it cannot serve on: another one must.</summary>
    private void SayOffline()
    {
        if (Interlocked.Exchange(ref _ending, 1) == 0)
            Say(WorkerMessage.Offline);
    }

    /// <summary>
    /// On the thread whose exception nobody has caught, which goes no further. The others can still finish what they have begun.
    /// </summary>
    private void FinishRequests(object sender, UnhandledExceptionEventArgs failure)
    {
        Environment.ExitCode = 1;
        Console.Error.WriteLine($"Unhandled exception. {failure.ExceptionObject}");
        lifetime.StopApplication();
        _stopped.Wait(options.ForcedExitTimeout);
        Environment.Exit(1);
    }

    private void Say(string type) => _channel.TryWrite(new WorkerMessage(type), WorkerMessageFormat.Instance);

    private WorkerLoad Load() => new(traffic?.InFlightRequests ?? 0, traffic?.RequestsSoFar ?? 0, Environment.WorkingSet);

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= FinishRequests;
        _channel.Dispose();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
