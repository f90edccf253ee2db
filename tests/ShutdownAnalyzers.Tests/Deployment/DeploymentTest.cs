using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Deployment;

/// <summary>A test of a rule about deployment files. Expected findings are marked <c>[|…|]</c> in the files; without a mark the rule stays silent.</summary>
internal sealed class DeploymentTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public DeploymentTest(ProjectKind kind, string code, params (string Path, string Text)[] files)
    {
        this.Make(kind);
        this.Deploy(files);
        TestState.Sources.Add(code);
    }

    /// <summary>Files of a web app without any shutdown of its own.</summary>
    public static Task VerifyAsync(params (string Path, string Text)[] files) => OfAsync(ShopApp.Plain, files);

    public static Task OfAsync(string code, params (string Path, string Text)[] files) =>
        new DeploymentTest<TAnalyzer>(ProjectKind.Web, code, files).RunAsync(TestContext.Current.CancellationToken);
}
