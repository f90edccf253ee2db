namespace ShutdownAnalyzers.Runtime.Hooks;

public sealed class TrackedWorkTests
{
    [Fact]
    public async Task The_drain_waits_for_work_that_outlives_its_caller()
    {
        using var host = await TestHost.StartAsync();
        using var goOn = new SemaphoreSlim(0);
        var done = false;
        var work = host.Shutdown.TrackAsync("send the receipt", async timeUp =>
        {
            await goOn.WaitAsync(timeUp);
            done = true;
        });

        var stopped = host.StopAsync();
        await host.RunUntilAsync(ShutdownPhase.Draining);
        Assert.Contains("send the receipt", host.Get<PendingWork>().Describe().Select(static work => work.Name));
        goOn.Release();

        await stopped;
        Assert.True(done);
        Assert.True(work.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Its_token_is_cancelled_when_the_drains_time_is_up()
    {
        using var host = await TestHost.StartAsync(static options => options.DrainTimeout = TimeSpan.FromSeconds(1));
        var work = host.Shutdown.TrackAsync("wait", static timeUp => Task.Delay(Timeout.Infinite, timeUp));

        var stopped = host.StopAsync();
        await host.RunUntilAsync(ShutdownPhase.Stopping);

        await Assert.ThrowsAsync<TaskCanceledException>(() => work);
        await stopped;
    }

    [Fact]
    public async Task It_does_not_run_on_its_callers_thread()
    {
        using var host = await TestHost.StartAsync();
        using var goOn = new ManualResetEventSlim();

        var work = host.Shutdown.TrackAsync("block", _ =>
        {
            goOn.Wait(TestContext.Current.CancellationToken);
            return Task.CompletedTask;
        });

        Assert.False(work.IsCompleted);
        goOn.Set();
        await work;
    }

    [Fact]
    public async Task A_hook_has_a_time_of_its_own()
    {
        using var host = await TestHost.StartAsync();
        var heard = new TaskCompletionSource();
        host.Shutdown.OnDraining(
            "deaf",
            async timeUp =>
            {
                timeUp.Register(heard.SetResult);
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            },
            timeout: TimeSpan.FromSeconds(1));

        var stopped = host.StopAsync();
        await host.RunUntilAsync(ShutdownPhase.Draining);
        var took = await host.RunUntilAsync(ShutdownPhase.Stopping);

        Assert.InRange(took, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(19)); // The drain itself may take 20.
        await heard.Task;
        await stopped;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_hook_without_time_is_refused(int seconds)
    {
        using var host = await TestHost.StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => host.Shutdown.OnDraining("none", static _ => ValueTask.CompletedTask, TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public async Task A_request_for_replacement_stops_the_app()
    {
        using var host = await TestHost.StartAsync();

        host.Shutdown.RequestReplacement("out of memory");

        await host.RunUntilAsync(ShutdownPhase.LameDuck);
        await host.StopAsync();
    }
}
