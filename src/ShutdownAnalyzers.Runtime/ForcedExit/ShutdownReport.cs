using System.Text;
using Microsoft.Extensions.Hosting;

namespace ShutdownAnalyzers.Runtime;

/// <summary>Says what a shutdown waits for.</summary>
internal sealed class ShutdownReport(PhaseLine phases, PendingWork work, ITraffic? traffic = null)
{
    private IHostedService[] _hostedServices = [];

    /// <summary>Remembers the services now: when a report is due, their container may be gone.</summary>
    public void Watch(IEnumerable<IHostedService> hostedServices) => _hostedServices = [.. hostedServices];

    public string Write(string headline)
    {
        var text = new StringBuilder($"{headline}\n  phase {phases.Current} for {phases.Age.TotalSeconds:0.0} s{Hint()}");
        Append(text, "requests in flight", traffic?.Describe() ?? []);
        Append(text, "hooks and tracked work", work.Describe());
        Append(text, "background services still running", _hostedServices.OfType<BackgroundService>()
            .Where(static service => service.ExecuteTask is { IsCompleted: false })
            .Select(static service => service.GetType().FullName!));
        return text.ToString();
    }

    private string Hint() => phases.Current switch
    {
        ShutdownPhase.LameDuck => ", waiting for connections to close",
        ShutdownPhase.Draining => ", waiting for what is in flight",
        ShutdownPhase.Stopping => ", waiting for the server, a hosted service or an ApplicationStopping callback",
        ShutdownPhase.Exited => ", the host has stopped: a foreground thread, a Dispose or an exit handler keeps the process",
        _ => "",
    };

    private static void Append(StringBuilder text, string what, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all is [])
            return;

        text.Append($"\n  {what}: {all.Length}");
        foreach (var line in all)
            text.Append($"\n    {line}");
    }
}
