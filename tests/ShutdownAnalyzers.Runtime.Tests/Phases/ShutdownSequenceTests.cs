using Microsoft.Extensions.Hosting;

namespace ShutdownAnalyzers.Runtime.Phases;

public sealed class ShutdownSequenceTests
{
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Without_traffic_all_phases_pass_at_once()
    {
        using var host = await TestHost.StartAsync();
        Assert.Equal(ShutdownPhase.Running, host.Shutdown.Phase);

        await host.StopAsync();

        Assert.Equal(ShutdownPhase.Exited, host.Shutdown.Phase);
        Assert.Equal(0, host.Clock.GetTimestamp());
    }

    [Fact]
    public async Task The_lame_duck_lasts_its_period_and_still_accepts()
    {
        using var host = await TestHost.StartAsync(static options => options.LameDuckPeriod = TimeSpan.FromSeconds(3));
        host.Traffic.IsGone = false;

        var stopped = host.StopAsync();
        Assert.Equal(ShutdownPhase.LameDuck, host.Shutdown.Phase);
        Assert.True(host.Traffic.Accepts);

        Assert.InRange(await host.RunUntilAsync(ShutdownPhase.Draining), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3) + s_tolerance);
        await stopped;
        Assert.False(host.Traffic.Accepts);
    }

    [Fact]
    public async Task The_lame_duck_is_over_when_the_last_connection_is()
    {
        using var host = await TestHost.StartAsync(static options =>
        {
            options.LameDuckPeriod = TimeSpan.FromHours(1);
            options.ForcedExitTimeout = TimeSpan.FromHours(2);
        });
        host.Traffic.IsGone = false;
        var stopped = host.StopAsync();

        host.Traffic.IsGone = true;

        await host.RunUntilAsync(ShutdownPhase.Draining);
        await stopped;
    }

    [Fact]
    public async Task The_lame_duck_lasts_its_period_without_connections_too_where_the_option_says_so()
    {
        using var host = await TestHost.StartAsync(static options =>
        {
            options.LameDuckPeriod = TimeSpan.FromSeconds(3);
            options.EndLameDuckEarly = false;
        });

        var stopped = host.StopAsync();

        Assert.InRange(await host.RunUntilAsync(ShutdownPhase.Draining), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3) + s_tolerance);
        await stopped;
    }

    [Fact]
    public async Task A_host_that_is_stopped_directly_tells_the_app_before_the_drain_ends()
    {
        using var host = await TestHost.StartAsync();
        ShutdownPhase? told = null;
        host.Get<IHostApplicationLifetime>().ApplicationStopping.Register(() => told = host.Shutdown.Phase);

        await host.StopAsync();

        Assert.InRange(told!.Value, ShutdownPhase.LameDuck, ShutdownPhase.Draining);
    }

    [Fact]
    public async Task Draining_waits_for_the_traffic()
    {
        using var host = await TestHost.StartAsync();
        host.Traffic.IsQuiet = false;
        var stopped = host.StopAsync();
        await host.RunUntilAsync(ShutdownPhase.Draining);
        Assert.True(host.Shutdown.Draining.IsCancellationRequested);
        Assert.Equal(1, host.Shutdown.InFlightRequests);

        host.Traffic.IsQuiet = true;

        await host.RunUntilAsync(ShutdownPhase.Stopping);
        await stopped;
    }

    [Fact]
    public async Task Draining_ends_with_its_timeout()
    {
        using var host = await TestHost.StartAsync(static options => options.DrainTimeout = TimeSpan.FromSeconds(7));
        host.Traffic.IsQuiet = false;
        var stopped = host.StopAsync();
        await host.RunUntilAsync(ShutdownPhase.Draining);

        Assert.InRange(await host.RunUntilAsync(ShutdownPhase.Stopping), TimeSpan.FromSeconds(6.5), TimeSpan.FromSeconds(7) + s_tolerance);
        await stopped;
    }

    [Fact]
    public async Task A_host_that_is_stopped_twice_drains_once()
    {
        using var host = await TestHost.StartAsync();
        var runs = 0;
        host.Shutdown.OnDraining("count", _ =>
        {
            Interlocked.Increment(ref runs);
            return ValueTask.CompletedTask;
        });

        await host.StopAsync();
        await host.StopAsync();

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task StopApplication_begins_the_shutdown()
    {
        using var host = await TestHost.StartAsync();

        host.Get<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(ShutdownPhase.LameDuck, host.Shutdown.Phase);
    }

    [Fact]
    public async Task Nothing_leaks_from_one_host_to_the_next()
    {
        using (var first = await TestHost.StartAsync())
            await first.StopAsync();

        using var second = await TestHost.StartAsync();

        Assert.Equal(ShutdownPhase.Running, second.Shutdown.Phase);
        Assert.False(second.Shutdown.Draining.IsCancellationRequested);
    }
}
