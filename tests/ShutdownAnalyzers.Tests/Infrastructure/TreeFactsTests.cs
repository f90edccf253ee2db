using Microsoft.CodeAnalysis.CSharp;

namespace ShutdownAnalyzers.Infrastructure;

public sealed class TreeFactsTests
{
    [Theory]
    [InlineData("class C { void M() => UseDrain(); }", 1)]
    [InlineData("class C { void M() { UseDrain(); x.UseDrain(); } }", 2)]
    [InlineData("class C { string M() => $\"{UseDrain()}\"; }", 1)]
    [InlineData("class C { void M() => @UseDrain(); }", 1)]
    [InlineData("// UseDrain", 0)]
    [InlineData("/// <see cref=\"UseDrain\"/>\nclass C;", 0)]
    [InlineData("class C { string S = \"UseDrain\"; }", 0)]
    [InlineData("class C { void M() => UseDrainage(); }", 0)]
    [InlineData("class C { void M() => OurUseDrain(); }", 0)]
    [InlineData("#if NEVER\nUseDrain();\n#endif", 0)]
    [InlineData("", 0)]
    [InlineData("class { UseDrain( ", 1)]
    public void A_mention_is_an_identifier_not_a_word(string source, int mentions)
    {
        var facts = TreeFacts.Of(Parse(source));

        Assert.Equal(mentions, facts.Mentions("UseDrain").Length);
        Assert.Equal(mentions > 0, facts.MentionsAny(["AddGracefulShutdown", "UseDrain"]));
    }

    [Fact]
    public void A_name_that_is_not_watched_is_a_mistake_of_the_rule() =>
        Assert.Throws<ArgumentException>(() => TreeFacts.Of(Parse("class C;")).Mentions("NobodyWatchesThis"));

    [Fact]
    public void A_file_is_read_once()
    {
        var tree = Parse("class C;");

        Assert.Same(TreeFacts.Of(tree), TreeFacts.Of(tree));
    }

    private static Microsoft.CodeAnalysis.SyntaxTree Parse(string source) =>
        CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken);
}
