using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Who owns the life of an app, where it is not the app itself: no SIGTERM reaches it, or nobody is served by it.</summary>
internal static class Platform
{
    /// <summary>An Aspire app host starts a developer's other projects; functions are started and stopped by their runtime.</summary>
    private static readonly string[] s_assemblies = ["Aspire.Hosting", "Microsoft.Azure.Functions.Worker", "Amazon.Lambda.AspNetCoreServer", "Amazon.Lambda.RuntimeSupport"];

    /// <summary>Up to .NET 9 the runtime handled SIGTERM by itself and raised its exit events.</summary>
    public static bool HandlesSigterm(Compilation compilation) => compilation.ObjectType.ContainingAssembly.Identity.Version.Major < 10;

    public static bool Owns(Compilation compilation, AnalyzerOptions options) =>
        IsAspireHost(options) || compilation.ReferencedAssemblyNames.Any(static assembly => Array.IndexOf(s_assemblies, assembly.Name) >= 0);

    private static bool IsAspireHost(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.IsAspireHost", out var text)
        && bool.TryParse(text, out var isAspireHost)
        && isAspireHost;
}
