using ShutdownAnalyzers.Runtime;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Marks endpoints as long-lived where they are mapped.</summary>
public static class LongLivedEndpointConventionBuilderExtensions
{
    /// <inheritdoc cref="LongLivedAttribute"/>
    /// <typeparam name="TBuilder">What maps the endpoints.</typeparam>
    /// <param name="builder">An endpoint or a group of them: <c>app.MapGet(…)</c>, <c>app.MapHub(…)</c>, <c>app.MapGroup(…)</c>.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder LongLived<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithMetadata(new LongLivedAttribute());
    }
}
