using Microsoft.Extensions.DependencyInjection;
using ShutdownAnalyzers.Runtime;
using ShutdownAnalyzers.Runtime.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts the drain into a web app's pipeline.</summary>
public static class DrainApplicationBuilderExtensions
{
    /// <summary>
    /// Counts requests in flight, lets every response ask its connection to close once the app was told to stop, and answers
    /// what still comes while it drains by <see cref="GracefulShutdownOptions.DrainMode"/>. First in the pipeline, once.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <returns>The same pipeline.</returns>
    /// <exception cref="InvalidOperationException"><c>AddGracefulShutdown</c> was not called.</exception>
    public static IApplicationBuilder UseDrain(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);

        var services = app.ApplicationServices;
        var requests = services.GetService<InFlightRequests>()
            ?? throw new InvalidOperationException("UseDrain() needs builder.AddGracefulShutdown().");
        requests.AreSeen = true;
        var options = services.GetRequiredService<GracefulShutdownOptions>();
        var rejection = services.GetRequiredService<Rejection>();
        return app.Use(next => new DrainMiddleware(next, options, requests, rejection).InvokeAsync);
    }
}
