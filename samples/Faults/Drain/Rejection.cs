namespace Drain;

internal static class Rejection
{
    // SHUT208: turns the client away, and keeps its connection.
    public static Func<HttpContext, RequestDelegate, Task> WhileStopping(IHostApplicationLifetime lifetime) => async (context, next) =>
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        await next(context);
    };
}
