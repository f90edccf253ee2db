using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>The web's part of <c>AddGracefulShutdown</c>, which finds this class by its name.</summary>
internal sealed class WebPart : IRuntimePart
{
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<InFlightRequests>();
        services.AddSingleton<OpenConnections>();
        services.AddSingleton<OpenWebSockets>();
        services.AddSingleton<Rejection>();
        services.AddSingleton<MatcherPolicy, LongLivedEndpoints>();
        services.AddSingleton<DrainableListenerFactory>();
        services.AddSingleton<InheritedListeners>();
        services.AddHostedService<InheritedUrls>();
        services.AddSingleton<ITraffic, WebTraffic>();
        ListenThroughUs(services);
    }

    // Kestrel only tries to add its sockets, so ours stay whether it comes before or after. A transport of the app's own stays as well.
    private static void ListenThroughUs(IServiceCollection services)
    {
        ServiceDescriptor[] transports = [.. services.Where(static service => service.ServiceType == typeof(IConnectionListenerFactory))];
        var sockets = transports.FirstOrDefault(static transport => transport.ImplementationType == typeof(SocketTransportFactory));
        if (sockets is not null)
            services.Remove(sockets);
        else if (transports is not [])
            return;

        services.AddSingleton<IConnectionListenerFactory>(static provider => provider.GetRequiredService<DrainableListenerFactory>());
    }
}
