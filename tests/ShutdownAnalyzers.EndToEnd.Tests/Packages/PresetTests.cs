using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Scratch;

namespace ShutdownAnalyzers.EndToEnd.Packages;

/// <summary>The preset that <c>ShutdownAnalyzersMode</c> picks, in a real build of a program with one fault.</summary>
public sealed class PresetTests(PackageFeed feed)
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">

          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>

          <ItemGroup>
            <PackageReference Include="ShutdownAnalyzers" Version="0.1.0" />
          </ItemGroup>

        </Project>
        """;

    private const string Faulty = """
        using System.Threading;

        public sealed class Cache
        {
            private readonly Timer _refresh = new(_ => { }, null, 1000, 1000);
        }
        """;

    [Fact]
    public async Task The_users_own_severity_wins_over_the_preset_and_the_preset_over_the_default()
    {
        using var scratch = FaultyLibrary();

        Assert.Contains(await BuildAsync(scratch), IsWarning);
        Assert.DoesNotContain(await BuildAsync(scratch, "-p:ShutdownAnalyzersMode=none"), IsFinding);

        scratch.Write("Lib/.editorconfig", "[*.cs]\ndotnet_diagnostic.SHUT301.severity = error\n");
        var failure = await Assert.ThrowsAsync<DotnetFailedException>(() => BuildAsync(scratch, "-p:ShutdownAnalyzersMode=none"));
        Assert.Contains("error SHUT301", failure.Message);
    }

    [Fact]
    public async Task One_line_of_the_users_sets_every_rule_of_the_category()
    {
        using var scratch = FaultyLibrary();
        scratch.Write("Lib/.editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.category-Shutdown.severity = suggestion\n");

        Assert.DoesNotContain(await BuildAsync(scratch), IsWarning);
    }

    [Fact]
    public async Task A_preset_that_does_not_exist_fails_the_build_with_the_way_out()
    {
        using var scratch = FaultyLibrary();

        var failure = await Assert.ThrowsAsync<DotnetFailedException>(() => BuildAsync(scratch, "-p:ShutdownAnalyzersMode=lenient"));

        Assert.Contains("ShutdownAnalyzersMode is 'lenient', which is no preset. Set it to none, recommended or strict", failure.Message);
    }

    private ScratchFolder FaultyLibrary()
    {
        var scratch = feed.NewScratch();
        scratch.Write("Lib/Lib.csproj", Project);
        scratch.Write("Lib/Cache.cs", Faulty);
        return scratch;
    }

    private static Task<IReadOnlyList<string>> BuildAsync(ScratchFolder scratch, params string[] arguments) =>
        scratch.Dotnet("Lib", TestContext.Current.CancellationToken).RunAsync(["build", "--no-incremental", .. arguments]);

    private static bool IsWarning(string line) => line.Contains("warning SHUT301", StringComparison.Ordinal);

    private static bool IsFinding(string line) => line.Contains("SHUT301", StringComparison.Ordinal);
}
