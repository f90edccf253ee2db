namespace ShutdownAnalyzers.Lifecycle;

/// <summary>A user's own methods count as shutdown handlers once an option names them.</summary>
public sealed class ShutdownHandlerOptionsTests
{
    private const string Option = "shutdown_analyzers.shutdown_handler_methods";

    [Theory]
    [InlineData("UseOurGoodbye")]
    [InlineData("Goodbye.UseOurGoodbye")]
    [InlineData("Shop.Goodbye.UseOurGoodbye")]
    [InlineData("Other, UseOurGoodbye")]
    public Task Silent_when_the_method_is_named(string name) => Runs("Run", name);

    [Theory]
    [InlineData("UseOurGoodbyes")]
    [InlineData("Elsewhere.UseOurGoodbye")]
    public Task Reported_when_another_method_is_named(string name) => Runs("[|Run|]", name);

    [Fact]
    public Task Silent_when_an_editorconfig_names_the_method()
    {
        var test = new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web, SaysGoodbye("Run"));
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*.cs]\n{Option} = UseOurGoodbye\n"));
        return test.VerifyAsync();
    }

    private static Task Runs(string run, string names)
    {
        var test = new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web, SaysGoodbye(run));
        test.Set(Option, names);
        return test.VerifyAsync();
    }

    private static string SaysGoodbye(string run) => $$"""
        var app = WebApplication.Create(args);
        Shop.Goodbye.UseOurGoodbye();
        app.{{run}}();

        namespace Shop
        {
            static class Goodbye
            {
                public static void UseOurGoodbye() { }
            }
        }
        """;
}
