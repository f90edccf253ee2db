using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The types through which an app is put together: whoever is handed one can register what it likes.</summary>
internal static class HandedTypes
{
    /// <summary>Whether a compilation knows any of them; if not, it is handed nothing.</summary>
    public static bool CanPutAnAppTogether(this FrameworkTypes types) => types.IServiceCollection is not null || types.IHost is not null || types.IWebHost is not null;

    public static bool PutsAnAppTogether(this FrameworkTypes types, ITypeSymbol? type) =>
        type is not null
        && (type.IsA(types.IServiceCollection)
            || type.IsA(types.IHostApplicationBuilder)
            || type.IsA(types.IHostBuilder)
            || type.IsA(types.IWebHostBuilder)
            || type.IsA(types.IApplicationBuilder)
            || type.IsA(types.IEndpointRouteBuilder)
            || type.IsA(types.IHost)
            || type.IsA(types.IWebHost));
}
