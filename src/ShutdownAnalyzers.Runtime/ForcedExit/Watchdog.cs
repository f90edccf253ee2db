using System.Text;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime;

/// <summary>
/// Ends the process when its shutdown takes too long, and says first what hung. On a thread of its own:
/// a timer needs the thread pool, and a starved pool is one of the things that hang.
/// </summary>
internal sealed class Watchdog(GracefulShutdownOptions options, Inspection inspection, ILogger<Watchdog> logger)
{
    private static readonly TimeSpan s_sayingSoMayTake = TimeSpan.FromSeconds(1);

    private readonly ManualResetEventSlim _called = new();
    private volatile string? _cause;
    private volatile bool _disarmed;
    private int _armed;

    /// <summary>Starts the countdown, once.</summary>
    public void Arm(string cause)
    {
        if (Interlocked.Exchange(ref _armed, 1) == 0)
            new Thread(() => Watch(cause)) { IsBackground = true, Name = AppThreads.Ours }.Start();
    }

    public void Disarm()
    {
        _disarmed = true;
        _called.Set();
    }

    /// <summary>Ends the countdown now. It must have been started.</summary>
    public void ExitNow(string cause)
    {
        _cause = cause;
        _called.Set();
    }

    private void Watch(string cause)
    {
        _called.Wait(options.ForcedExitTimeout);
        if (!_disarmed)
            Exit(_cause ?? $"the shutdown that began with {cause} took longer than ForcedExitTimeout ({options.ForcedExitTimeout.TotalSeconds} s)");
    }

    private void Exit(string cause)
    {
        // Before anything else: stderr, a disk, a logger or an exit handler may hang as well.
        new Thread(EndForGood) { IsBackground = true, Name = AppThreads.Ours }.Start();

        var report = inspection.Report($"Forced exit with code {options.ForcedExitCode}: {cause}.");
        Attempt(() => WriteToStandardError(report.ToString()));
        if (options.ReportFile is { } file)
            Attempt(() => File.WriteAllText(file, report.ToJson()));
        Attempt(() => logger.ForcedExit(report.ToString()));
        Environment.Exit(options.ForcedExitCode);
    }

    private void EndForGood()
    {
        Thread.Sleep(s_sayingSoMayTake);
        ProcessEnd.Now(options.ForcedExitCode);
    }

    // Not Console.Error, whose lock may be held by what hangs.
    private static void WriteToStandardError(string text)
    {
        using var stderr = Console.OpenStandardError();
        stderr.Write(Encoding.UTF8.GetBytes(text + Environment.NewLine));
    }

    // A closed stderr, a full disk, a logger that throws: the others still get the report, and the exit code stays ours.
    private static void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            // Nobody is left to tell but the debugger.
            System.Diagnostics.Debug.WriteLine(exception);
        }
    }
}
