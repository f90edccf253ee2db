using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime;

/// <summary>A real host in this process, with a clock and traffic that the test controls.</summary>
internal sealed class TestHost : IDisposable
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(5);

    private readonly IHost _host;

    private TestHost(Action<GracefulShutdownOptions>? configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddGracefulShutdown(configure);
        builder.AddGracefulShutdown(options => options.Clock = Clock);
        builder.Services.AddSingleton<ITraffic>(Traffic);
        _host = builder.Build();
    }

    public ManualClock Clock { get; } = new();

    public FakeTraffic Traffic { get; } = new();

    public IGracefulShutdown Shutdown => Get<IGracefulShutdown>();

    public static async Task<TestHost> StartAsync(Action<GracefulShutdownOptions>? configure = null)
    {
        var test = new TestHost(configure);
        await test._host.StartAsync(TestContext.Current.CancellationToken);
        return test;
    }

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets the clock run until the shutdown has come to this phase.</summary>
    /// <returns>How much time that took.</returns>
    public async Task<TimeSpan> RunUntilAsync(ShutdownPhase phase)
    {
        var started = Clock.GetTimestamp();
        while (Shutdown.Phase < phase)
        {
            Clock.Advance(s_step);
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        return Clock.GetElapsedTime(started);
    }

    public void Dispose() => _host.Dispose();
}
