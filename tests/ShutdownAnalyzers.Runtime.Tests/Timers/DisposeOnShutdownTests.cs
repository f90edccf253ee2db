using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ElapsedTimer = System.Timers.Timer;

namespace ShutdownAnalyzers.Runtime.Timers;

public sealed class DisposeOnShutdownTests
{
    private static readonly TimeSpan s_often = TimeSpan.FromMilliseconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timer_does_not_tick_once_the_app_is_told_to_stop()
    {
        using var host = await TestHost.StartAsync();
        var lifetime = host.Get<IHostApplicationLifetime>();
        using var ticked = new SemaphoreSlim(0);
        var late = 0;
        new Timer(_ => Tick(), null, s_often, s_often).DisposeOnShutdown(lifetime);
        TimeProvider.System.CreateTimer(_ => Tick(), null, s_often, s_often).DisposeOnShutdown(lifetime);
        await ticked.WaitAsync(Cancellation);

        await host.StopAsync();

        var ticks = ticked.CurrentCount;
        await TicksOfAnotherTimerAsync();
        Assert.Equal(ticks, ticked.CurrentCount);
        Assert.Equal(0, late);

        void Tick()
        {
            ticked.Release();
            if (host.Shutdown.Phase >= ShutdownPhase.Stopping)
                Interlocked.Increment(ref late);
        }
    }

    [Fact]
    public async Task The_drain_waits_for_a_tick_that_is_under_way()
    {
        using var host = await TestHost.StartAsync();
        using var ticking = new SemaphoreSlim(0);
        using var goOn = new ManualResetEventSlim();
        new Timer(
            _ =>
            {
                ticking.Release();
                goOn.Wait(Cancellation);
            },
            null, TimeSpan.Zero, Timeout.InfiniteTimeSpan).DisposeOnShutdown(host.Get<IHostApplicationLifetime>());
        await ticking.WaitAsync(Cancellation);

        host.Get<IHostApplicationLifetime>().StopApplication();
        var stopped = host.StopAsync();
        await host.RunUntilAsync(ShutdownPhase.Draining);

        Assert.Equal("the last tick of a timer", Assert.Single(host.Get<PendingWork>().Describe()).Name);
        goOn.Set();
        await stopped;
    }

    [Fact]
    public async Task A_tick_may_stop_the_app_itself()
    {
        using var host = await TestHost.StartAsync();
        var lifetime = host.Get<IHostApplicationLifetime>();
        new Timer(_ => lifetime.StopApplication(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan).DisposeOnShutdown(lifetime);

        await WaitAsync(lifetime.ApplicationStopping);

        await host.StopAsync();
    }

    [Fact]
    public async Task A_loop_over_a_periodic_timer_ends()
    {
        using var host = await TestHost.StartAsync();
        var timer = new PeriodicTimer(s_often).DisposeOnShutdown(host.Get<IHostApplicationLifetime>());
        var loop = LoopAsync();

        await host.StopAsync();

        await loop;

        async Task LoopAsync()
        {
            while (await timer.WaitForNextTickAsync(CancellationToken.None))
                await Task.Yield();
        }
    }

    [Fact]
    public async Task A_timer_of_System_Timers_is_stopped_and_disposed()
    {
        using var host = await TestHost.StartAsync();
        var disposed = false;
        var timer = new ElapsedTimer(s_often) { Enabled = true };
        timer.Disposed += (_, _) => disposed = true;

        Assert.Same(timer, timer.DisposeOnShutdown(host.Get<IHostApplicationLifetime>()));
        Assert.False(disposed);
        await host.StopAsync();

        Assert.True(disposed);
        Assert.False(timer.Enabled);
    }

    [Fact]
    public async Task A_timer_that_comes_after_the_stop_is_disposed_at_once()
    {
        using var host = await TestHost.StartAsync();
        await host.StopAsync();

        var timer = new PeriodicTimer(s_often).DisposeOnShutdown(host.Get<IHostApplicationLifetime>());

        Assert.False(await timer.WaitForNextTickAsync(Cancellation));
    }

    [Fact]
    public async Task It_needs_no_graceful_shutdown()
    {
        using var host = Host.CreateApplicationBuilder().Build();
        await host.StartAsync(Cancellation);
        var timer = new PeriodicTimer(s_often).DisposeOnShutdown(host.Services.GetRequiredService<IHostApplicationLifetime>());

        await host.StopAsync(Cancellation);

        Assert.False(await timer.WaitForNextTickAsync(Cancellation));
    }

    /// <summary>The time in which a timer as frequent, but alive, ticks some times.</summary>
    private static async Task TicksOfAnotherTimerAsync()
    {
        using var alive = new PeriodicTimer(s_often);
        for (var tick = 0; tick < 20; tick++)
            await alive.WaitForNextTickAsync(Cancellation);
    }

    private static Task WaitAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        token.Register(cancelled.SetResult);
        return cancelled.Task.WaitAsync(Cancellation);
    }
}
