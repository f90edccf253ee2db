using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

public sealed class EveryServerTests
{
    [Fact]
    public async Task Several_apps_stop_one_after_another_in_one_process()
    {
        for (var i = 0; i < 3; i++)
        {
            await using var app = await LocalApp.StartAsync();
            Assert.Equal(ShutdownPhase.Running, app.Get<IGracefulShutdown>().Phase);

            await app.StopAsync(TestContext.Current.CancellationToken);

            Assert.Equal(ShutdownPhase.Exited, app.Get<IGracefulShutdown>().Phase);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_Kestrel_stops_all_the_same()
    {
        var builder = LocalApp.NewBuilder();
        builder.Services.AddSingleton<IServer, SilentServer>();
        await using var app = await LocalApp.StartAsync(builder);

        await app.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ShutdownPhase.Exited, app.Get<IGracefulShutdown>().Phase);
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
