using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Deployment;

/// <summary>What we tell others to deploy with has none of the faults we tell them about.</summary>
public sealed class DeploySamplesTests
{
    [Theory]
    [InlineData("SHUT701")]
    [InlineData("SHUT702")]
    [InlineData("SHUT703")]
    [InlineData("SHUT704")]
    [InlineData("SHUT705")]
    public async Task Our_own_samples_are_clean(string rule)
    {
        var root = Path.Combine(Repository.Root, "samples", "deploy");
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(file => ($"deploy/{Path.GetRelativePath(root, file)}", File.ReadAllText(file))).ToArray();
        Assert.NotEmpty(files);

        var test = new SamplesTest(rule, files);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class SamplesTest : Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<SigtermNotForwardedAnalyzer, DefaultVerifier>
    {
        private readonly string _rule;

        public SamplesTest(string rule, (string Path, string Text)[] files)
        {
            _rule = rule;
            this.Make(ProjectKind.Web);
            this.Deploy(files);
            SolutionTransforms.Add(static (solution, project) => solution.WithProjectAssemblyName(project, "Shop"));
            TestState.Sources.Add(ShopApp.Draining.Replace("AddGracefulShutdown()", "AddGracefulShutdown(o => o.DrainMode = ShutdownAnalyzers.Runtime.DrainMode.Serve)"));
        }

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() =>
            Robustness.AllRules.Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == _rule));
    }
}
