using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>Test projects start and drop hosts and timers on purpose, so the rules are off in them unless asked for.</summary>
internal static class TestProject
{
    private static readonly string[] s_testFrameworks = ["xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework"];

    public static bool IsOff(Compilation compilation, AnalyzerOptions options) =>
        !Options.AnalyzeTestProjects.In(options) && IsTestProject(compilation, options);

    private static bool IsTestProject(Compilation compilation, AnalyzerOptions options)
    {
        var global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (global.TryGetValue("build_property.IsTestProject", out var text) && bool.TryParse(text, out var isTest) && isTest)
            return true;

        foreach (var reference in compilation.ReferencedAssemblyNames)
            if (Array.IndexOf(s_testFrameworks, reference.Name) >= 0)
                return true;

        return false;
    }
}
