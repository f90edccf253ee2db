using ShutdownAnalyzers.Drain;

namespace ShutdownAnalyzers.Hosting;

public sealed class EntryPointTests
{
    /// <summary>In an editor a referenced project comes with its source, which is not the app's own.</summary>
    [Fact]
    public Task Does_not_reach_into_a_referenced_project()
    {
        var test = new RuleTest<DrainMissingAnalyzer>(ProjectKind.Web) { TestCode = "Library.Jobs.Run();" };
        test.TestState.AdditionalProjects["Library"].Sources.Add("namespace Library { public static class Jobs { public static void Run() { Run(); } } }");
        test.TestState.AdditionalProjectReferences.Add("Library");
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
