/// <summary>Two ways to start a host and forget the rest.</summary>
internal static partial class Program
{
    private static async Task StartOnlyAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddHostedService<Witness>();
        using var host = builder.Build();

        await host.StartAsync();
        await Task.Delay(Timeout.Infinite);
    }

    private static async Task StartAndWaitAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<Sink>();
        var host = builder.Build();
        host.Services.GetRequiredService<Sink>();

        await host.StartAsync();
        await host.WaitForShutdownAsync();
    }
}
