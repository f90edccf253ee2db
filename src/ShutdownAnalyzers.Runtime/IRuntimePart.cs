using Microsoft.Extensions.DependencyInjection;

namespace ShutdownAnalyzers.Runtime;

/// <summary>A package that has a part in <c>AddGracefulShutdown</c> without a second method of that name.</summary>
internal interface IRuntimePart
{
    /// <summary>Registers the part, once for each host.</summary>
    void AddTo(IServiceCollection services);
}
