using System.Net;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Deploying;

/// <summary>Two instances behind a proxy, restarted one after another while clients are at work.</summary>
/// <param name="appArguments">The arguments of both instances.</param>
/// <param name="proxyPorts">Where the proxy listens; each port has clients of its own.</param>
/// <param name="monitor">What the proxy answers with 200 when the next app may be restarted; null restarts it at once.</param>
internal sealed class RollingRestart(string[] appArguments, int[] proxyPorts, string? monitor)
{
    private static readonly Request s_get = new("GET", "/");
    private static readonly Request s_post = new("POST", "/echo", static order => $"\"{order}\"");

    private static readonly ClientGroup[] s_clients =
    [
        new("GET", 3, s_get) { ThinkTime = (5, 30) },
        new("GET, now and then", 2, s_get) { ThinkTime = (200, 2000) },
        new("POST", 3, s_post) { ThinkTime = (5, 30) },
        new("POST, now and then", 2, s_post) { ThinkTime = (200, 2000) },
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="startProxy">Starts the proxy in front of the apps' ports.</param>
    /// <returns>What became of the requests through each of the proxy's ports.</returns>
    public async Task<LoadResult[]> RunAsync(Func<int[], ProxyProcess> startProxy)
    {
        AppProcess[] instances = [await StartAsync(Loopback.FreePort()), await StartAsync(Loopback.FreePort())];
        try
        {
            using var proxy = startProxy([.. instances.Select(static instance => instance.Server.Port)]);
            foreach (var port in proxyPorts)
                await proxy.WaitForAsync(port, Cancellation);
            await ProxySeesAllAsync();
            return await UnderLoadAsync(instances);
        }
        finally
        {
            foreach (var instance in instances)
                instance.Dispose();
        }
    }

    private async Task<LoadResult[]> UnderLoadAsync(AppProcess[] instances)
    {
        LoadRun[] loads = [.. proxyPorts.Select(static port => LoadRun.Start(new IPEndPoint(IPAddress.Loopback, port), s_clients))];
        try
        {
            foreach (var load in loads)
                await load.WarmUpAsync(Cancellation);
            for (var next = 0; next < instances.Length; next++)
            {
                instances[next] = await RestartAsync(instances[next]);
                await ProxySeesAllAsync();
            }

            return await Task.WhenAll(loads.Select(static load => load.EndAsync(Cancellation)));
        }
        finally
        {
            foreach (var load in loads)
                load.Dispose();
        }
    }

    private async Task<AppProcess> RestartAsync(AppProcess old)
    {
        var port = old.Server.Port;
        old.Terminate();
        Assert.Equal(0, await old.WaitForExitAsync(Cancellation));
        old.Dispose();
        return await StartAsync(port);
    }

    private async Task ProxySeesAllAsync()
    {
        if (monitor is null)
            return;

        using var client = new HttpClient();
        foreach (var port in proxyPorts)
        {
            while (!(await client.GetAsync($"http://127.0.0.1:{port}{monitor}", Cancellation)).IsSuccessStatusCode)
                await Task.Delay(20, Cancellation);
        }
    }

    private Task<AppProcess> StartAsync(int port) =>
        AppProcess.StartAsync(TestApp.Web, port, Cancellation, ["--Logging:LogLevel:Microsoft.AspNetCore=Warning", .. appArguments]);
}
