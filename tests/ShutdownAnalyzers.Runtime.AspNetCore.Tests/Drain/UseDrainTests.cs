using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Drain;

public sealed class UseDrainTests
{
    [Fact]
    public void Without_AddGracefulShutdown_it_says_what_is_missing()
    {
        using var app = WebApplication.CreateBuilder().Build();

        var failure = Assert.Throws<InvalidOperationException>(() => app.UseDrain());

        Assert.Equal("UseDrain() needs builder.AddGracefulShutdown().", failure.Message);
    }

    [Fact]
    public async Task Requests_in_flight_are_counted_until_their_response_has_ended()
    {
        await using var app = await StartAsync();
        var shutdown = app.Services.GetRequiredService<IGracefulShutdown>();
        using var client = new HttpClient();

        Assert.Equal("1", await client.GetStringAsync($"{app.Urls.Single()}/count", TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.InternalServerError, (await client.GetAsync($"{app.Urls.Single()}/throw", TestContext.Current.CancellationToken)).StatusCode);

        await UntilAsync(() => shutdown.InFlightRequests == 0);
    }

    [Fact]
    public async Task Connections_are_counted_from_the_accept_until_they_are_closed()
    {
        await using var app = await StartAsync();
        var connections = app.Services.GetRequiredService<OpenConnections>();

        using (await RawConnection.OpenAsync(IPEndPoint.Parse(app.Urls.Single()["http://".Length..])))
            await UntilAsync(() => connections.Count == 1);

        await UntilAsync(() => connections.Count == 0);
    }

    [Fact]
    public async Task Several_hosts_stop_in_one_process()
    {
        for (var host = 0; host < 3; host++)
        {
            await using var app = await StartAsync();
            var shutdown = app.Services.GetRequiredService<IGracefulShutdown>();
            Assert.Equal(ShutdownPhase.Running, shutdown.Phase);

            await app.StopAsync(TestContext.Current.CancellationToken);

            Assert.Equal(ShutdownPhase.Exited, shutdown.Phase);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_Kestrel_stops_all_the_same()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.AddGracefulShutdown();
        builder.Services.AddSingleton<IServer, SilentServer>();
        await using var app = builder.Build();
        app.UseDrain();
        await app.StartAsync(TestContext.Current.CancellationToken);

        await app.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ShutdownPhase.Exited, app.Services.GetRequiredService<IGracefulShutdown>().Phase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_listener_is_ours_whoever_comes_first(bool before)
    {
        var host = Host.CreateDefaultBuilder();
        if (before)
            host.ConfigureServices(static services => services.AddGracefulShutdown());
        host.ConfigureWebHostDefaults(static web => web.Configure(static app => app.UseDrain()));
        if (!before)
            host.ConfigureServices(static services => services.AddGracefulShutdown());
        using var built = host.Build();

        Assert.Single(built.Services.GetServices<IConnectionListenerFactory>().OfType<DrainableListenerFactory>());
        Assert.DoesNotContain(built.Services.GetServices<IConnectionListenerFactory>(), static factory => factory.GetType().Name == "SocketTransportFactory");
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddGracefulShutdown();
        var app = builder.Build();
        app.UseDrain();
        app.MapGet("/count", static (IGracefulShutdown shutdown) => shutdown.InFlightRequests.ToString());
        app.MapGet("/throw", static () => { throw new InvalidOperationException(); });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(5, TestContext.Current.CancellationToken);
    }

    private sealed class SilentServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
