using ShutdownAnalyzers.Runtime;
using ElapsedTimer = System.Timers.Timer;

namespace Microsoft.Extensions.Hosting;

/// <summary>Lets timers that last as long as the app end with it.</summary>
public static class TimerShutdownExtensions
{
    /// <summary>
    /// Disposes the timer when the app is told to stop, or now if it was. No tick begins after that; the drain waits for one
    /// that is under way (in a host with <c>AddGracefulShutdown</c>). Until then the timer is kept from the garbage collector.
    /// </summary>
    /// <typeparam name="TTimer"><see cref="Timer"/>, or what <see cref="TimeProvider.CreateTimer"/> returns.</typeparam>
    /// <param name="timer">A timer that nobody else disposes.</param>
    /// <param name="lifetime">The lifetime of the app: <c>app.Lifetime</c>, or injected.</param>
    /// <returns>The same timer.</returns>
    public static TTimer DisposeOnShutdown<TTimer>(this TTimer timer, IHostApplicationLifetime lifetime) where TTimer : ITimer
    {
        ArgumentNullException.ThrowIfNull(timer);
        OnStopping(lifetime, () => timer.DisposeAsync().AsTask());
        return timer;
    }

    /// <summary>
    /// Disposes the timer when the app is told to stop, or now if it was. No tick begins after that;
    /// this kind of timer cannot wait for one that is under way. Until then it is kept from the garbage collector.
    /// </summary>
    /// <param name="timer">A timer that nobody else disposes.</param>
    /// <param name="lifetime">The lifetime of the app: <c>app.Lifetime</c>, or injected.</param>
    /// <returns>The same timer.</returns>
    public static ElapsedTimer DisposeOnShutdown(this ElapsedTimer timer, IHostApplicationLifetime lifetime)
    {
        ArgumentNullException.ThrowIfNull(timer);
        OnStopping(lifetime, () =>
        {
            timer.Stop(); // Dispose alone lets through a tick that is queued already.
            timer.Dispose();
            return Task.CompletedTask;
        });
        return timer;
    }

    /// <summary>
    /// Disposes the timer when the app is told to stop, or now if it was: <see cref="PeriodicTimer.WaitForNextTickAsync"/>
    /// then returns <see langword="false"/>, which ends its loop. Until then the timer is kept from the garbage collector.
    /// </summary>
    /// <param name="timer">A timer that nobody else disposes.</param>
    /// <param name="lifetime">The lifetime of the app: <c>app.Lifetime</c>, or injected.</param>
    /// <returns>The same timer.</returns>
    public static PeriodicTimer DisposeOnShutdown(this PeriodicTimer timer, IHostApplicationLifetime lifetime)
    {
        ArgumentNullException.ThrowIfNull(timer);
        OnStopping(lifetime, () =>
        {
            timer.Dispose();
            return Task.CompletedTask;
        });
        return timer;
    }

    // The callback does not wait for the tick itself: the tick may be what has called StopApplication.
    private static void OnStopping(IHostApplicationLifetime lifetime, Func<Task> dispose)
    {
        ArgumentNullException.ThrowIfNull(lifetime);
        lifetime.ApplicationStopping.Register(() =>
        {
            var lastTick = dispose();
            PendingWork.Of(lifetime)?.Add("the last tick of a timer", lastTick);
        });
    }
}
