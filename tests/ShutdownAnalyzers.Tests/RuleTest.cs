using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers;

/// <summary>A test of one rule in a project of a given kind. Expected findings are marked <c>[|…|]</c> in the source; without a mark the rule stays silent.</summary>
internal sealed class RuleTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public RuleTest(ProjectKind kind) => this.Make(kind);

    public static Task VerifyAsync(ProjectKind kind, params string[] sources)
    {
        var test = new RuleTest<TAnalyzer>(kind);
        foreach (var source in sources)
            test.TestState.Sources.Add(source);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
