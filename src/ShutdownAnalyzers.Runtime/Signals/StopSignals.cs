using System.Runtime.InteropServices;

namespace ShutdownAnalyzers.Runtime;

/// <summary>
/// Watches for the signals that ask a process to stop, and only watches: <c>Cancel</c> is never set, so what a signal does
/// stays with the host's lifetime (<c>ConsoleLifetime</c> stops the host; under systemd's, SIGINT and SIGQUIT still kill).
/// </summary>
internal sealed class StopSignals(TimeProvider clock) : IDisposable
{
    // One Ctrl+C or stop can reach the process twice: from the group it is in and from a parent that passes it on.
    private static readonly TimeSpan s_sameSignal = TimeSpan.FromMilliseconds(100);

    private PosixSignalRegistration[] _registrations = [];
    private long _firstAt;

    public bool Received => Volatile.Read(ref _firstAt) != 0;

    public void Watch(Action<PosixSignal> first, Action<PosixSignal> again)
    {
        PosixSignal[] signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, context => On(context.Signal)))];

        void On(PosixSignal signal)
        {
            var now = clock.GetTimestamp();
            if (Interlocked.CompareExchange(ref _firstAt, now, 0) is not 0 and var firstAt)
            {
                if (clock.GetElapsedTime(firstAt, now) > s_sameSignal)
                    again(signal);
                return;
            }

            first(signal);
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }
}
