using ShutdownAnalyzers.Runtime.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets a readiness probe see the shutdown.</summary>
public static class DrainReadinessHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds the check <c>drain</c>, tagged <c>ready</c>, which is unhealthy from the moment the app is told to stop.
    /// For readiness probes only: a liveness probe with it would have the app killed while it drains. Needs <c>AddGracefulShutdown</c>.
    /// </summary>
    /// <param name="builder">The app's health checks.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddDrainReadiness(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<DrainReadiness>("drain", tags: ["ready"]);
    }
}
