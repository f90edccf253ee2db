using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers;

/// <summary>A test of one rule's fix in a project of a given kind. The same text before and after says that no fix is offered.</summary>
internal sealed class FixTest<TAnalyzer, TCodeFix> : CSharpCodeFixTest<TAnalyzer, TCodeFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    public FixTest(ProjectKind kind) => this.Make(kind);

    public static Task VerifyAsync(ProjectKind kind, string source, string fixedSource) =>
        new FixTest<TAnalyzer, TCodeFix>(kind) { TestCode = source, FixedCode = fixedSource }.RunAsync(TestContext.Current.CancellationToken);
}
