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
    public static WebApplicationBuilder NewBuilder()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddGracefulShutdown();
        return builder;
    }

    public static async Task<WebApplication> StartAsync(WebApplicationBuilder? builder = null)
    {
        var app = (builder ?? NewBuilder()).Build();
        app.UseDrain();
        app.MapGet("/count", static (IGracefulShutdown shutdown) => shutdown.InFlightRequests.ToString());
        app.MapGet("/throw", static () => { throw new InvalidOperationException(); });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    public static IPEndPoint Server(this WebApplication app) => IPEndPoint.Parse(app.Urls.Single()["http://".Length..]);

    public static T Get<T>(this WebApplication app) where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(5, TestContext.Current.CancellationToken);
    }
}
