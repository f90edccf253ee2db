using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BackgroundWork;

/// <summary>Orders something, and has its answer when the app is told to stop. The receipt is still to come (SHUT404).</summary>
internal sealed class Customer(IServer server, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Timeout.Infinite, lifetime.ApplicationStarted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var http = new HttpClient();
        using var answer = await http.PostAsync($"{server.Features.Get<IServerAddressesFeature>()!.Addresses.First()}/orders", content: null, stoppingToken);
        answer.EnsureSuccessStatusCode();
        Ready.Signal();
    }
}

internal static class Receipts
{
    public static async Task SendAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        Console.WriteLine("Receipt sent");
    }
}
