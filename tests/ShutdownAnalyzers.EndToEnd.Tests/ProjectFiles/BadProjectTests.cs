using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Scratch;

namespace ShutdownAnalyzers.EndToEnd.ProjectFiles;

/// <summary>Projects that do not build: what is wrong is said by the compiler or MSBuild, and nothing is half-written.</summary>
public sealed class BadProjectTests(PackageFeed feed)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task App_without_an_entry_point_gets_the_compilers_error_alone()
    {
        using var scratch = feed.NewScratch();
        var app = New(scratch, Project(), "class Shop;");

        var failure = await Assert.ThrowsAsync<DotnetFailedException>(() => app.RunAsync("build"));

        Assert.Contains("error CS5001", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AD0001", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Findings.In(failure.Message.Split('\n')));
    }

    [Fact]
    public async Task Project_file_that_broke_after_the_restore_stays_as_it_is()
    {
        using var scratch = feed.NewScratch();
        var app = New(scratch, Project(), "var app = WebApplication.Create(args);\napp.Run();\n");
        await app.RunAsync("restore");
        scratch.Write("App/App.csproj", Project().Replace("</ItemGroup>", "", StringComparison.Ordinal));
        var before = scratch.Sources("App");

        await app.FixAsync();

        Assert.Equal(before, scratch.Sources("App"));
    }

    private static DotnetCli New(ScratchFolder scratch, string project, string program)
    {
        scratch.Write("App/App.csproj", project);
        scratch.Write("App/Program.cs", program);
        return scratch.Dotnet("App", Cancellation);
    }

    private string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="ShutdownAnalyzers" Version="{feed.Version}" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        """;
}
