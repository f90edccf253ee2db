using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>Puts the supervisor's URLs in the place of a worker's own, before its server starts.</summary>
internal sealed class InheritedUrls(InheritedListeners inherited, IServer? server = null) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (inherited.Any && server?.Features.Get<IServerAddressesFeature>() is { Addresses.IsReadOnly: false } listening)
        {
            listening.Addresses.Clear();
            foreach (var url in inherited.Urls)
                listening.Addresses.Add(url);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
