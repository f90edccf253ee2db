namespace Drain;

internal static class Feed
{
    // SHUT206: each reader leaves a registration on the app's token.
    public static void MapFeed(this WebApplication app) =>
        app.MapGet("/feed", async (HttpContext context, IHostApplicationLifetime lifetime) =>
        {
            var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            while (!linked.Token.IsCancellationRequested)
            {
                await context.Response.WriteAsync("tick\n", linked.Token);
                await Task.Delay(TimeSpan.FromSeconds(1), linked.Token);
            }
        });
}
