using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Listening;

public sealed class DrainableListenerFactoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_takes_the_place_of_Kestrels_sockets_whoever_comes_first(bool before)
    {
        var host = Host.CreateDefaultBuilder();
        if (before)
            host.ConfigureServices(static services => services.AddGracefulShutdown());
        host.ConfigureWebHostDefaults(static web => web.Configure(static app => app.UseDrain()));
        if (!before)
            host.ConfigureServices(static services => services.AddGracefulShutdown());
        using var built = host.Build();

        var transports = built.Services.GetServices<IConnectionListenerFactory>().ToList();

        Assert.Single(transports.OfType<DrainableListenerFactory>());
        Assert.Empty(transports.OfType<SocketTransportFactory>());
    }

    [Fact]
    public void A_transport_of_the_apps_own_stays_alone()
    {
        var services = new ServiceCollection();
        services.AddKeyedSingleton<IConnectionListenerFactory, OwnTransport>("another");
        services.AddSingleton<IConnectionListenerFactory, OwnTransport>();

        services.AddGracefulShutdown();

        using var provider = services.BuildServiceProvider();
        Assert.IsType<OwnTransport>(Assert.Single(provider.GetServices<IConnectionListenerFactory>()));
    }

    [Fact]
    public async Task It_stops_accepting_while_open_connections_go_on()
    {
        await using var app = await LocalApp.StartAsync();
        var server = app.Server();
        using var open = await RawConnection.OpenAsync(server);

        await app.Get<DrainableListenerFactory>().StopAcceptingAsync(Cancellation);

        var refused = await Assert.ThrowsAsync<SocketException>(() => RawConnection.OpenAsync(server));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        await open.SendAsync("/count");
        Assert.StartsWith("HTTP/1.1 200 OK", await open.ReceiveAsync());
        await app.StopAsync(Cancellation); // Kestrel unbinds once more.
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_server_that_never_accepted()
    {
        await using var app = LocalApp.NewBuilder().Build();
        var factory = app.Get<DrainableListenerFactory>();
        await using var listener = await factory.BindAsync(new IPEndPoint(IPAddress.Loopback, 0), Cancellation);

        await factory.StopAcceptingAsync(Cancellation);

        Assert.Null(await listener.AcceptAsync(Cancellation));
    }

    private sealed class OwnTransport : IConnectionListenerFactory
    {
        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
