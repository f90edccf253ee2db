using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ShutdownAnalyzers.Runtime;

/// <summary>
/// The host's clock covers <c>StoppingAsync</c>, so what the phases may take is added to what the app gave its services.
/// </summary>
internal sealed class HostTimeout(IOptions<GracefulShutdownOptions> options) : IPostConfigureOptions<HostOptions>
{
    public void PostConfigure(string? name, HostOptions host)
    {
        if (host.ShutdownTimeout != Timeout.InfiniteTimeSpan)
            host.ShutdownTimeout += options.Value.LameDuckPeriod + options.Value.DrainTimeout;
    }
}
