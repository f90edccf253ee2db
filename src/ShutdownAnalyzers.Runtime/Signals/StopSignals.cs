using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace ShutdownAnalyzers.Runtime;

/// <summary>
/// Watches for the signals that ask a process to stop. The first one it only watches: <c>Cancel</c> is not set, so what it does
/// stays with the host's lifetime (<c>ConsoleLifetime</c> stops the host; under systemd's, SIGINT and SIGQUIT still kill).
/// Only SIGHUP, which no lifetime knows, stops the host from here.
/// </summary>
internal sealed class StopSignals(GracefulShutdownOptions options, IHostApplicationLifetime lifetime) : IDisposable
{
    // One Ctrl+C or stop can reach the process twice: from the group it is in and from a parent that passes it on.
    private static readonly TimeSpan s_sameSignal = TimeSpan.FromMilliseconds(100);

    private PosixSignalRegistration[] _registrations = [];
    private long _firstAt;

    public bool Received => Volatile.Read(ref _firstAt) != 0;

    public void Watch(Action<PosixSignal> first, Action<PosixSignal> again)
    {
        PosixSignal[] signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];
        if (options.StopOnHangup)
            signals = [.. signals, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, On))];

        void On(PosixSignalContext context)
        {
            var now = Stopwatch.GetTimestamp();
            var firstAt = Interlocked.CompareExchange(ref _firstAt, now, 0);
            if (firstAt == 0)
            {
                // Registrations are let go by the garbage collector. These must last as long as the process, which may outlive its host.
                GCHandle.Alloc(_registrations);
                first(context.Signal);
            }

            if (context.Signal == PosixSignal.SIGHUP)
                context.Cancel = true;
            if (firstAt == 0 && context.Signal == PosixSignal.SIGHUP)
                lifetime.StopApplication();

            if (firstAt == 0 || Stopwatch.GetElapsedTime(firstAt, now) <= s_sameSignal)
                return;

            context.Cancel = true; // The end is ours now; the default action, back once the host is gone, would come before the report.
            again(context.Signal);
        }
    }

    /// <summary>Does nothing once a signal was received: a second one must still be heard.</summary>
    public void Dispose()
    {
        if (Received)
            return;

        foreach (var registration in _registrations)
            registration.Dispose();
    }
}
