using System.Text;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime;

/// <summary>
/// Ends the process when its shutdown takes too long, and says first what hung. On a thread of its own:
/// a timer needs the thread pool, and a starved pool is one of the things that hang.
/// </summary>
internal sealed class Watchdog(GracefulShutdownOptions options, ShutdownReport report, ILogger<Watchdog> logger)
{
    private static readonly TimeSpan s_exitHandlersMayTake = TimeSpan.FromSeconds(1);

    private readonly ManualResetEventSlim _called = new();
    private volatile string? _cause;
    private volatile bool _disarmed;
    private int _armed;

    /// <summary>Starts the countdown, once.</summary>
    public void Arm(string cause)
    {
        if (Interlocked.Exchange(ref _armed, 1) == 0)
            new Thread(() => Watch(cause)) { IsBackground = true, Name = "Forced exit" }.Start();
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
        // Before anything else: stderr, a logger or an exit handler may hang as well.
        new Thread(EndForGood) { IsBackground = true, Name = "Forced exit, last resort" }.Start();

        var text = report.Write($"Forced exit with code {options.ForcedExitCode}: {cause}.");
        WriteToStandardError(text);
        logger.ForcedExit(text);
        Environment.Exit(options.ForcedExitCode);
    }

    private void EndForGood()
    {
        Thread.Sleep(s_exitHandlersMayTake);
        ProcessEnd.Now(options.ForcedExitCode);
    }

    // Not Console.Error, whose lock may be held by what hangs.
    private static void WriteToStandardError(string text)
    {
        try
        {
            using var stderr = Console.OpenStandardError();
            stderr.Write(Encoding.UTF8.GetBytes(text + Environment.NewLine));
        }
        catch (IOException)
        {
            // Nobody reads it any more; the log has it too.
        }
    }
}
