using Microsoft.Extensions.DependencyInjection;
using ShutdownAnalyzers.Runtime;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a graceful shutdown to a host that is being built.</summary>
public static class GracefulShutdownHostBuilderExtensions
{
    /// <inheritdoc cref="GracefulShutdownServiceCollectionExtensions.AddGracefulShutdown"/>
    /// <param name="builder">The builder of the host: <c>WebApplication.CreateBuilder</c>, <c>Host.CreateApplicationBuilder</c>.</param>
    /// <param name="configure">Changes the options after the configuration section <c>GracefulShutdown</c> was bound.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddGracefulShutdown(this IHostApplicationBuilder builder, Action<GracefulShutdownOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddGracefulShutdown(configure);
        return builder;
    }
}
