using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using ShutdownAnalyzers.Runtime;

namespace ShutdownAnalyzers.Hosting;

/// <summary>A test of a fix in a web app that has the package installed.</summary>
internal static class RuntimeFixTest<TAnalyzer, TCodeFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    public static Task VerifyAsync(string source, string fixedSource)
    {
        var test = new FixTest<TAnalyzer, TCodeFix>(ProjectKind.Web) { TestCode = source, FixedCode = fixedSource };
        foreach (var state in (SolutionState[])[test.TestState, test.FixedState])
        {
            state.AdditionalReferences.Add(typeof(IGracefulShutdown).Assembly);
            state.AdditionalReferences.Add(typeof(Microsoft.AspNetCore.Builder.DrainApplicationBuilderExtensions).Assembly);
        }

        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
