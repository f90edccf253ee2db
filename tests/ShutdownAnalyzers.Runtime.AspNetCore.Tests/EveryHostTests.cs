using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>The drain in an app of the older shape, and on more than one endpoint.</summary>
public sealed class EveryHostTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Startup_class_drains_all_its_endpoints()
    {
        Startup.GoOn = new TaskCompletionSource();
        using var host = Host.CreateDefaultBuilder()
            .ConfigureLogging(static logging => logging.ClearProviders())
            .ConfigureWebHostDefaults(static web => web.UseUrls("http://127.0.0.1:0", "http://[::1]:0").UseStartup<Startup>())
            .Build();
        await host.StartAsync(Cancellation);
        var shutdown = host.Services.GetRequiredService<IGracefulShutdown>();
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(static address => new Uri(address)).ToList();
        using var http = new HttpClient();
        var answers = addresses.Select(address => http.GetStringAsync(address, Cancellation)).ToList();
        await LocalApp.UntilAsync(() => shutdown.InFlightRequests == addresses.Count);

        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var stopped = host.StopAsync(Cancellation);
        await LocalApp.UntilAsync(() => shutdown.Phase == ShutdownPhase.Draining && addresses.All(IsClosed));
        Startup.GoOn.SetResult();

        Assert.All(await Task.WhenAll(answers), static answer => Assert.Equal("done", answer));
        await stopped;
        Assert.Equal(2, addresses.Count);
    }

    [Fact]
    public async Task An_app_that_stops_itself_in_a_request_answers_it()
    {
        await using var app = await LocalApp.StartAsync(map: static app => app.MapGet("/stop", static (IHostApplicationLifetime lifetime) =>
        {
            lifetime.StopApplication();
            return "stopping";
        }));
        using var http = app.Client();
        var run = app.WaitForShutdownAsync(Cancellation);

        Assert.Equal("stopping", await http.GetStringAsync("/stop", Cancellation));

        await run;
        Assert.Equal(ShutdownPhase.Exited, app.Shutdown().Phase);
    }

    private static bool IsClosed(Uri address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Parse(address.Host), address.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private sealed class Startup
    {
        public static TaskCompletionSource GoOn { get; set; } = new();

        public static void ConfigureServices(IServiceCollection services) => services.AddGracefulShutdown(static options => options.LameDuckPeriod = TimeSpan.Zero);

        public static void Configure(IApplicationBuilder app)
        {
            app.UseDrain();
            app.UseRouting();
            app.UseEndpoints(static endpoints => endpoints.MapGet("/", static async (HttpContext _) =>
            {
                await GoOn.Task;
                return "done";
            }));
        }
    }
}
