using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ShutdownAnalyzers.Runtime;
using ShutdownAnalyzers.Runtime.Cluster;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a graceful shutdown to a host's services.</summary>
public static class GracefulShutdownServiceCollectionExtensions
{
    /// <summary>
    /// Adds a graceful shutdown: phases from the signal to the exit, hooks and tracked work (<see cref="IGracefulShutdown"/>),
    /// and a forced exit that says what hung. A web app also calls <c>app.UseDrain()</c>. Calling it again only adds to the options.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the options after the configuration section <c>GracefulShutdown</c> was bound.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddGracefulShutdown(this IServiceCollection services, Action<GracefulShutdownOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        if (services.All(static service => service.ServiceType != typeof(IGracefulShutdown)))
        {
            JoinCluster(services);
            AddOptions(services);
            AddShutdown(services);
            FindWebPart()?.AddTo(services);
        }

        if (configure is not null)
            services.Configure(configure);
        return services;
    }

    // Before the options are bound, so that what the app has configured wins over a worker's defaults.
    private static void JoinCluster(IServiceCollection services)
    {
        if (Supervision.TryTake() is not { } supervision)
            return;

        services.AddSingleton(supervision);
        if (supervision.Row is { } row)
            services.AddSingleton(new ConnectionBalance(ConnectionTable.Open(row.Descriptor), row.Index, TimeProvider.System));
        services.AddHostedService<ClusterWorker>();
        services.Configure<GracefulShutdownOptions>(ClusterWorker.UseDefaults);
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddOptions<GracefulShutdownOptions>().BindConfiguration(GracefulShutdown.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GracefulShutdownOptions>, GracefulShutdownOptionsValidator>();
        services.AddSingleton(static provider => provider.GetRequiredService<IOptions<GracefulShutdownOptions>>().Value);
        services.AddSingleton<IPostConfigureOptions<HostOptions>, HostTimeout>();
    }

    private static void AddShutdown(IServiceCollection services)
    {
        services.AddSingleton<PhaseLine>();
        services.AddSingleton<PendingWork>();
        services.AddSingleton<StopSignals>();
        services.AddSingleton<DrainHooks>();
        services.AddSingleton<HostedServices>();
        services.AddSingleton<ShutdownTelemetry>();
        services.AddSingleton<Inspection>();
        services.AddSingleton<Watchdog>();
        services.AddSingleton<LameDuck>();
        services.AddSingleton<Drain>();
        services.AddSingleton<IGracefulShutdown, GracefulShutdown>();
        services.AddHostedService<ShutdownSequence>();
    }

    // Both packages declaring AddGracefulShutdown would make the call ambiguous, so the web package is looked for by name.
    // The name is a literal: the trimmer and the AOT compiler read it and keep the type.
    private static IRuntimePart? FindWebPart() =>
        Type.GetType("ShutdownAnalyzers.Runtime.AspNetCore.WebPart, ShutdownAnalyzers.Runtime.AspNetCore", throwOnError: false) is { } part
            ? (IRuntimePart?)Activator.CreateInstance(part)
            : null;
}
