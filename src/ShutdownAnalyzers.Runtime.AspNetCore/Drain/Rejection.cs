using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>The answer to a request that comes too late: the status, and when to ask again.</summary>
internal sealed class Rejection(GracefulShutdownOptions options, ShutdownTelemetry telemetry)
{
    // As long as Kestrel takes for a body that nobody has read.
    private static readonly TimeSpan s_bodyMayTake = TimeSpan.FromSeconds(5);

    private readonly string _retryAfter = Math.Ceiling(options.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public Task AnswerAsync(HttpContext context)
    {
        telemetry.Rejected();
        context.Response.StatusCode = options.DrainStatusCode;
        context.Response.Headers.RetryAfter = _retryAfter;
        return HasBodyOnItsWay(context) ? AnswerAndReadOnAsync(context) : Task.CompletedTask;
    }

    // A client that was promised nothing (Expect: 100-continue) sends no body once it has the answer.
    private static bool HasBodyOnItsWay(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } && context.Request.Headers.Expect.Count == 0;

    /// <summary>A connection that is closed while its client still sends is reset, and the answer may be lost with it.</summary>
    private async Task AnswerAndReadOnAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;

        await context.Response.CompleteAsync();
        using var enough = new CancellationTokenSource(s_bodyMayTake, options.Clock);
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, enough.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client has gone, or sends for too long. Its answer is sent.
        }
    }
}
