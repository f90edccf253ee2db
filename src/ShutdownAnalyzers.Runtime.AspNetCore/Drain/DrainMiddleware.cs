using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// Counts requests in, asks their connections to close once the signal is here, and turns away what comes too late.
/// Not async, and its callbacks are static over a slot that is used again: a request costs no allocation.
/// </summary>
internal sealed class DrainMiddleware(RequestDelegate next, GracefulShutdownOptions options, InFlightRequests requests, Rejection rejection)
{
    private static readonly Func<object, Task> s_askToClose = static slot => AskToClose((RequestSlot)slot);
    private static readonly Func<object, Task> s_leave = static slot => Leave((RequestSlot)slot);

    private readonly PathString[] _exemptPaths = [.. options.ExemptPaths.Select(static path => new PathString(path))];

    public Task InvokeAsync(HttpContext context)
    {
        var slot = requests.Enter(context);
        context.Response.OnStarting(s_askToClose, slot);
        context.Response.OnCompleted(s_leave, slot);

        var isForWebSocket = WebSocketUpgrade.IsAskedFor(context);
        if (requests.IsDraining && (isForWebSocket || IsTooLate(context.Request.Path)))
        {
            rejection.Answer(context);
            return Task.CompletedTask;
        }

        if (isForWebSocket)
            WebSocketUpgrade.Watch(slot, context);
        return next(context);
    }

    private bool IsTooLate(PathString path) => options.DrainMode == DrainMode.Reject && !IsExempt(path);

    private bool IsExempt(PathString path)
    {
        foreach (var exempt in _exemptPaths)
        {
            if (path.StartsWithSegments(exempt))
                return true;
        }

        return false;
    }

    // When the response starts, so that a request that came before the signal announces the close as well:
    // Connection: close in HTTP/1.1, GOAWAY in HTTP/2.
    private static Task AskToClose(RequestSlot slot)
    {
        if (slot.IsEnding && slot.Context is { } context)
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        return Task.CompletedTask;
    }

    private static Task Leave(RequestSlot slot)
    {
        slot.Leave();
        return Task.CompletedTask;
    }
}
