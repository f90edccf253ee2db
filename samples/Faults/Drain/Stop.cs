namespace Drain;

internal static class Stop
{
    // SHUT204: keeps the app listening while a load balancer takes note, and those in flight pay for it.
    public static void SlowlyWith(IHostApplicationLifetime lifetime)
    {
        lifetime.ApplicationStopping.Register(() => Thread.Sleep(TimeSpan.FromSeconds(3)));
    }
}
