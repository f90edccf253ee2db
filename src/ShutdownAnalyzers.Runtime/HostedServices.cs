using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ShutdownAnalyzers.Runtime;

/// <summary>The host's services, remembered while it starts: when they are asked for, their container may be gone.</summary>
internal sealed class HostedServices(IServiceProvider services)
{
    private IHostedService[] _all = [];

    public void Remember() => _all = [.. services.GetServices<IHostedService>()];

    /// <summary>Background services whose <c>ExecuteTask</c> has not ended.</summary>
    public IEnumerable<string> StillRunning => Names(static service => service is BackgroundService { ExecuteTask.IsCompleted: false });

    /// <summary>All others, except those that have visibly ended.</summary>
    public IEnumerable<string> MayStillStop => Names(static service => service is not (BackgroundService or ShutdownSequence));

    public bool OneHasFailed => _all.Any(static service => service is BackgroundService { ExecuteTask.IsFaulted: true });

    private IEnumerable<string> Names(Func<IHostedService, bool> condition) =>
        _all.Where(condition).Select(static service => service.GetType().FullName!);
}
