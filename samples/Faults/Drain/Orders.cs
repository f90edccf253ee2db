namespace Drain;

internal static class Orders
{
    public static void MapOrders(this WebApplication app)
    {
        // SHUT205: the signal cancels what the client waits for, although there is time to finish it.
        app.MapGet("/order", async (HttpContext context, IHostApplicationLifetime lifetime) =>
        {
            Console.WriteLine("in flight");
            await ProcessAsync(lifetime.ApplicationStopping);
            return "ordered";
        });

        app.MapGet("/report", async (HttpContext context) =>
        {
            Console.WriteLine("in flight");
            await ProcessAsync(context.RequestAborted);
            return "reported";
        });
    }

    private static Task ProcessAsync(CancellationToken cancel) => Task.Delay(TimeSpan.FromSeconds(6), cancel);
}
