using Microsoft.CodeAnalysis.Diagnostics;

namespace ShutdownAnalyzers.Hosting;

/// <summary>An Aspire AppHost starts the developer's other projects and serves nobody.</summary>
internal static class AspireHost
{
    public static bool Is(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.IsAspireHost", out var text)
        && bool.TryParse(text, out var isAspireHost)
        && isAspireHost;
}
