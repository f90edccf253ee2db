namespace ShutdownAnalyzers.Runtime.Hooks;

public sealed class DrainHooksTests
{
    [Fact]
    public async Task Hooks_run_side_by_side_and_the_drain_waits_for_them()
    {
        using var host = await TestHost.StartAsync();
        using var both = new CountdownEvent(2);
        var meetings = 0;
        for (var i = 0; i < 2; i++)
        {
            host.Shutdown.OnDraining($"hook {i}", timeUp =>
            {
                both.Signal();
                both.Wait(timeUp); // Blocks until the other one has come as well.
                Interlocked.Increment(ref meetings);
                return ValueTask.CompletedTask;
            });
        }

        await host.StopAsync();

        Assert.Equal(2, meetings);
    }

    [Fact]
    public async Task A_removed_hook_does_not_run()
    {
        using var host = await TestHost.StartAsync();
        var ran = false;
        host.Shutdown.OnDraining("removed", _ =>
        {
            ran = true;
            return ValueTask.CompletedTask;
        }).Dispose();

        await host.StopAsync();

        Assert.False(ran);
    }

    [Fact]
    public async Task A_hook_that_comes_late_runs_at_once()
    {
        using var host = await TestHost.StartAsync();
        await host.StopAsync();
        var ran = new TaskCompletionSource();

        host.Shutdown.OnDraining("late", _ =>
        {
            ran.SetResult();
            return ValueTask.CompletedTask;
        });

        await ran.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_hook_that_fails_does_not_fail_the_stop()
    {
        using var host = await TestHost.StartAsync();
        host.Shutdown.OnDraining("throws", static _ => throw new InvalidOperationException());
        host.Shutdown.OnDraining("fails", static async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException();
        });

        await host.StopAsync();

        Assert.Equal(ShutdownPhase.Exited, host.Shutdown.Phase);
    }

    [Fact]
    public async Task A_hook_is_told_when_the_time_is_up()
    {
        using var host = await TestHost.StartAsync(static options => options.DrainTimeout = TimeSpan.FromSeconds(7));
        var told = false;
        host.Shutdown.OnDraining("endless", async timeUp =>
        {
            await Task.Delay(Timeout.Infinite, timeUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            told = true;
        });

        var stopped = host.StopAsync();
        await host.RunUntilAsync(ShutdownPhase.Stopping);
        await stopped;

        Assert.True(told);
    }

    [Fact]
    public async Task Tracked_work_is_waited_for()
    {
        using var host = await TestHost.StartAsync();
        var work = new TaskCompletionSource();
        host.Shutdown.Track("import", work.Task);
        var stopped = host.StopAsync();
        await host.RunUntilAsync(ShutdownPhase.Draining);
        Assert.Contains(host.Get<PendingWork>().Describe(), static item => item.Name == "import");

        work.SetResult();

        await stopped;
        Assert.Empty(host.Get<PendingWork>().Describe());
    }

    [Fact]
    public async Task Tracked_work_that_ends_is_forgotten()
    {
        using var host = await TestHost.StartAsync();
        var work = new TaskCompletionSource();
        host.Shutdown.Track("import", work.Task);

        work.SetException(new InvalidOperationException());

        Assert.Empty(host.Get<PendingWork>().Describe());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Work_has_a_name(string? name)
    {
        using var host = await TestHost.StartAsync();

        Assert.ThrowsAny<ArgumentException>(() => host.Shutdown.Track(name!, Task.CompletedTask));
        Assert.ThrowsAny<ArgumentException>(() => host.Shutdown.OnDraining(name!, static _ => ValueTask.CompletedTask));
    }
}
