using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace WorkerTestApp;

/// <summary>Does what systemd's lifetime does: hears SIGTERM and no other signal, and says when it is ready and when it stops.</summary>
internal sealed class SystemdLikeLifetime(IHostApplicationLifetime lifetime) : IHostLifetime, IDisposable
{
    private PosixSignalRegistration? _sigterm;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(static () => Console.WriteLine("READY=1"));
        lifetime.ApplicationStopping.Register(static () => Console.WriteLine("STOPPING=1"));
        _sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            lifetime.StopApplication();
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _sigterm?.Dispose();
}
