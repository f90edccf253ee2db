using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>The answer to a request that comes too late: the status, and when to ask again.</summary>
internal sealed class Rejection(GracefulShutdownOptions options, ShutdownTelemetry telemetry)
{
    private readonly string _retryAfter = Math.Ceiling(options.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public void Answer(HttpContext context)
    {
        telemetry.Rejected();
        context.Response.StatusCode = options.DrainStatusCode;
        context.Response.Headers.RetryAfter = _retryAfter;
    }
}
