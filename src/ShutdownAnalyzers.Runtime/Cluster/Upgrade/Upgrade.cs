using System.ComponentModel;
using System.Globalization;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// Puts the program that lies on disk now into the supervisor's process. The sockets stay open, the workers serve on and stay its children,
/// and a command that comes in between waits. Nothing changes if the program does not start: that is tried in a process of its own before.
/// </summary>
internal sealed class Upgrade(
    Supervisor cluster, Workforce workforce, ListeningSockets sockets, ControlServer control, WorkerLogs logs, EventLog events, TimeSpan longestRehearsal)
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    private readonly string[] _command = Launch.OwnCommandLine(); // Asked for now: the file that was started may be another one later.
    private bool _isUnderWay;

    /// <summary>Does not return if it succeeds. If not, the log says why, and the supervisor is what it was.</summary>
    public async Task RunAsync()
    {
        if (_isUnderWay)
            return;

        _isUnderWay = true;
        events.WriteLine($"the supervisor stays as it is: {await RehearseAsync() ?? await ReplaceAsync()}");
        _isUnderWay = false;
    }

    /// <returns>Why it cannot be done; null if it can.</returns>
    private async Task<string?> RehearseAsync()
    {
        try
        {
            var rehearsal = new ChildProcess(_command, Handover.RehearsalEnvironment(), Environment.CurrentDirectory).Start();
            if (await ExitCodeAsync(rehearsal) is not { } exitCode)
                return string.Create(CultureInfo.InvariantCulture, $"its program did not start within {longestRehearsal.TotalSeconds} s");
            return exitCode == 0 ? null : $"its program ended with {exitCode} when it was tried";
        }
        catch (Win32Exception exception)
        {
            return $"its program cannot be started: {exception.Message}";
        }
    }

    private async Task<int?> ExitCodeAsync(int process)
    {
        using var limit = new CancellationTokenSource(longestRehearsal);
        using var kill = limit.Token.Register(() => Posix.KillGroup(process, Posix.SIGKILL));
        int? exitCode;
        while ((exitCode = Posix.Reap(process)) is null)
            await s_betweenLooks.PassesAsync(CancellationToken.None);
        return limit.IsCancellationRequested ? null : exitCode;
    }

    /// <returns>Why it was not done.</returns>
    private async Task<string> ReplaceAsync()
    {
        var paused = workforce.PauseAsync();
        await paused.EndsWithin(s_longestPause);
        try
        {
            return cluster.IsDeploying ? "a deploy is in progress"
                : cluster.IsStopping ? "it is shutting down"
                : workforce.IsHeard ? "a worker is in the middle of what it says"
                : GiveWay();
        }
        finally
        {
            _ = ResumeAfterAsync(paused);
        }
    }

    // A worker that is in the middle of a message is heard to its end first.
    private async Task ResumeAfterAsync(Task paused)
    {
        await paused;
        workforce.Resume();
    }

    private string GiveWay()
    {
        var held = logs.Hold();
        try
        {
            cluster.HandOver(sockets, control.Descriptor, [.. held.Select(static one => one.Pipe).OfType<HandedPipe>()]).GiveTo(_command);
            return "";
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or UnauthorizedAccessException)
        {
            return $"its program cannot be started: {exception.Message}";
        }
        finally
        {
            foreach (var (pump, _) in held)
                pump.Release();
        }
    }
}
