using ShutdownAnalyzers.EndToEnd.Fixture;

namespace ShutdownAnalyzers.EndToEnd.Templates;

/// <summary>The projects that <c>dotnet new</c> makes, with the package added.</summary>
public sealed class TemplateTests(PackageFeed feed)
{
    [Theory]
    [InlineData("console")]
    public async Task Template_without_fault_stays_silent(string template)
    {
        using var scratch = feed.NewScratch();
        var dotnet = scratch.Dotnet("", TestContext.Current.CancellationToken);
        await dotnet.RunAsync("new", template, "-n", "App", "--no-restore");

        var app = scratch.Dotnet("App", TestContext.Current.CancellationToken);
        await app.RunAsync("add", "package", "ShutdownAnalyzers");

        Assert.Empty(Findings.In(await app.RunAsync("build")));
    }
}
