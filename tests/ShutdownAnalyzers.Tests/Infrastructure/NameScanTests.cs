namespace ShutdownAnalyzers.Infrastructure;

public sealed class NameScanTests
{
    [Fact]
    public void Finds_every_name_at_every_place()
    {
        var found = new NameScan(["Run", "RunAsync", "Wait"]).Find("Run(); x.RunAsync(); y.Run(Wait)");

        Assert.Equal([0, 23], found["Run"]);
        Assert.Equal([9], found["RunAsync"]);
        Assert.Equal([27], found["Wait"]);
    }

    [Theory]
    [InlineData("Runs")]
    [InlineData("ReRun")]
    [InlineData("_Run")]
    [InlineData("Run2")]
    [InlineData("Runä")]
    [InlineData("run")]
    [InlineData("")]
    public void A_name_within_a_word_is_none(string text) =>
        Assert.Empty(new NameScan(["Run"]).Find(text));

    [Fact]
    public void Tells_its_own_names_from_others()
    {
        var watched = new NameScan(WatchedNames.All);

        Assert.All(WatchedNames.All, name => Assert.True(watched.Includes(name)));
        Assert.All(WatchedNames.All, name => Assert.False(watched.Includes(name + "s")));
        Assert.All(WatchedNames.All, name => Assert.Equal([2], watched.Find($"a {name} b")[name]));
    }
}
