using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>An app with the drain on a real Kestrel in this process, to look inside.</summary>
internal static class LocalApp
{
    public static WebApplicationBuilder NewBuilder(Action<GracefulShutdownOptions>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddGracefulShutdown(configure);
        return builder;
    }

    public static async Task<WebApplication> StartAsync(WebApplicationBuilder? builder = null, Action<WebApplication>? map = null)
    {
        var app = (builder ?? NewBuilder()).Build();
        app.UseDrain();
        app.MapGet("/count", static (IGracefulShutdown shutdown) => shutdown.InFlightRequests.ToString());
        app.MapGet("/throw", static () => { throw new InvalidOperationException(); });
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    public static IPEndPoint Server(this WebApplication app) => IPEndPoint.Parse(app.Urls.Single()["http://".Length..]);

    public static HttpClient Client(this WebApplication app) => new() { BaseAddress = new Uri(app.Urls.Single()) };

    public static T Get<T>(this WebApplication app) where T : notnull => app.Services.GetRequiredService<T>();

    public static IGracefulShutdown Shutdown(this WebApplication app) => app.Get<IGracefulShutdown>();

    /// <summary>Stops the app and waits until it drains.</summary>
    /// <returns>The end of the stop.</returns>
    public static async Task<Task> BeginToDrainAsync(this WebApplication app)
    {
        var stopped = app.StopAsync(CancellationToken.None);
        await UntilAsync(() => app.Shutdown().Phase >= ShutdownPhase.Draining);
        return stopped;
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(5, TestContext.Current.CancellationToken);
    }
}
