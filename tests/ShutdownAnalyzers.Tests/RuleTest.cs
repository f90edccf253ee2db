using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers;

/// <summary>A test of one rule in a project of a given kind. Expected findings are marked <c>[|…|]</c> in the source; without a mark the rule stays silent.</summary>
internal sealed class RuleTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public RuleTest(ProjectKind kind, params string[] sources)
    {
        this.Make(kind);
        foreach (var source in sources)
            TestState.Sources.Add(source);
    }

    public static Task VerifyAsync(ProjectKind kind, params string[] sources) => new RuleTest<TAnalyzer>(kind, sources).VerifyAsync();

    /// <summary>Runs the test with references besides the framework's.</summary>
    public Task VerifyAsync(params MetadataReference[] references)
    {
        TestState.AdditionalReferences.AddRange(references);
        return RunAsync(TestContext.Current.CancellationToken);
    }
}
