using System.Text;
using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Scratch;

namespace ShutdownAnalyzers.EndToEnd.ProjectFiles;

/// <summary>How the fixes add their package to projects as users have them.</summary>
public sealed class AddedPackageTests(PackageFeed feed)
{
    private const string Web = """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.Run();

        """;

    private const string Jobs = """
        var builder = Host.CreateApplicationBuilder(args);
        builder.Build().Run();

        """;

    private static readonly string[] s_webFindings = ["Program.cs(3,5): SHUT101", "Program.cs(3,5): SHUT201"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Solution_with_central_versions_gets_each_package_once()
    {
        using var scratch = feed.NewScratch();
        scratch.Write("Directory.Packages.props", Versions($"""
                <PackageVersion Include="Microsoft.Extensions.Hosting" Version="10.0.14" />
            """));
        scratch.Write("Web/Web.csproj", Project("Microsoft.NET.Sdk.Web"));
        scratch.Write("Web/Program.cs", Web);
        scratch.Write("Jobs/Jobs.csproj", Project("Microsoft.NET.Sdk.Worker", """<PackageReference Include="Microsoft.Extensions.Hosting" />"""));
        scratch.Write("Jobs/Program.cs", Jobs);
        var all = scratch.Dotnet("", Cancellation);
        await all.RunAsync("new", "sln", "-n", "All");
        await all.RunAsync("sln", "add", "Web", "Jobs");
        Assert.Equal(["Program.cs(2,17): SHUT101", .. s_webFindings], await all.FindAsync());

        await all.FixAsync();

        var @fixed = scratch.Sources("");
        Assert.Equal(
            Versions($"""
                <PackageVersion Include="Microsoft.Extensions.Hosting" Version="10.0.14" />
                <PackageVersion Include="ShutdownAnalyzers.Runtime" Version="{feed.Version}" />
                <PackageVersion Include="ShutdownAnalyzers.Runtime.AspNetCore" Version="{feed.Version}" />
            """).Split('\n').Order(StringComparer.Ordinal),
            scratch.Read("Directory.Packages.props").Split('\n').Order(StringComparer.Ordinal));
        Assert.Contains("""<PackageReference Include="ShutdownAnalyzers.Runtime.AspNetCore" />""", scratch.Read("Web/Web.csproj"), StringComparison.Ordinal);
        Assert.Contains("""<PackageReference Include="ShutdownAnalyzers.Runtime" />""", scratch.Read("Jobs/Jobs.csproj"), StringComparison.Ordinal);

        await all.FixAsync();
        Assert.Equal(@fixed, scratch.Sources(""));
        Assert.Empty(await all.FindAsync());
    }

    [Fact]
    public async Task Project_with_several_targets_gets_it_once_and_keeps_its_bytes()
    {
        using var scratch = feed.NewScratch();
        var app = NewWeb(scratch, "net10.0;net10.0-windows");
        scratch.Write("App/App.csproj", "\uFEFF" + scratch.Read("App/App.csproj").ReplaceLineEndings("\r\n"));
        var before = File.ReadAllBytes(scratch.PathOf("App/App.csproj"));
        Assert.Equal(s_webFindings, await app.FindAsync());

        await app.FixAsync();

        var added = Encoding.UTF8.GetBytes($"\r\n    <PackageReference Include=\"ShutdownAnalyzers.Runtime.AspNetCore\" Version=\"{feed.Version}\" />");
        var after = File.ReadAllBytes(scratch.PathOf("App/App.csproj"));
        var at = after.AsSpan().IndexOf(added);
        byte[] rest = [.. after[..at], .. after[(at + added.Length)..]];
        Assert.Equal(before, rest);
        Assert.Empty(await app.FindAsync());
    }

    [Fact]
    public async Task Project_with_a_target_that_the_package_does_not_run_on_is_left_alone()
    {
        using var scratch = feed.NewScratch();
        var app = NewWeb(scratch, "net10.0;net9.0");
        Assert.Equal(s_webFindings, await app.FindAsync());
        var before = scratch.Sources("App");

        await app.FixAsync();

        Assert.Equal(before, scratch.Sources("App"));
    }

    [Fact]
    public async Task Package_the_user_has_added_keeps_its_place()
    {
        using var scratch = feed.NewScratch();
        var app = NewWeb(scratch, "net10.0", $"""<PackageReference Include="shutdownanalyzers.runtime.aspnetcore" Version="[{feed.Version}]" />""");
        Assert.Equal(s_webFindings, await app.FindAsync());
        var before = scratch.Read("App/App.csproj");

        await app.FixAsync();

        Assert.Equal(before, scratch.Read("App/App.csproj"));
        Assert.Empty(await app.FindAsync());
    }

    private DotnetCli NewWeb(ScratchFolder scratch, string targets, string item = "")
    {
        scratch.Write("App/App.csproj", Project("Microsoft.NET.Sdk.Web", $"""<PackageReference Include="ShutdownAnalyzers" Version="{feed.Version}" PrivateAssets="all" />{item}""", targets));
        scratch.Write("App/Program.cs", Web);
        return scratch.Dotnet("App", Cancellation);
    }

    private string Versions(string versions) => $"""
        <Project>
          <PropertyGroup>
            <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
          </PropertyGroup>
          <ItemGroup>
            <GlobalPackageReference Include="ShutdownAnalyzers" Version="{feed.Version}" />
        {versions}
          </ItemGroup>
        </Project>
        """;

    // No target but net10.0 is sure to be there without a download; a platform is enough to make another target of it.
    private static string Project(string sdk, string items = "", string targets = "net10.0") => $"""
        <Project Sdk="{sdk}">
          <PropertyGroup>
            <TargetFrameworks>{targets}</TargetFrameworks>
            <EnableWindowsTargeting>true</EnableWindowsTargeting>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>
        """;
}
