using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>Healthy until the app is told to stop.</summary>
internal sealed class DrainReadiness(IGracefulShutdown shutdown) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(shutdown.Phase == ShutdownPhase.Running
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, $"The app is shutting down: {shutdown.Phase}."));
}
