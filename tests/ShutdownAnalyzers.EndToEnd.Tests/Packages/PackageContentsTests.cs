using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using ShutdownAnalyzers.EndToEnd.Fixture;

namespace ShutdownAnalyzers.EndToEnd.Packages;

/// <summary>What is shipped, file by file: a package that grows or loses one does so on purpose.</summary>
public sealed class PackageContentsTests(PackageFeed feed)
{
    private const string Version = ".0.1.0.";

    [Fact]
    public void There_are_no_other_packages() =>
        Assert.Equal(
            [
                "ShutdownAnalyzers.0.1.0.nupkg",
                "ShutdownAnalyzers.Runtime.0.1.0.nupkg",
                "ShutdownAnalyzers.Runtime.0.1.0.snupkg",
                "ShutdownAnalyzers.Runtime.AspNetCore.0.1.0.nupkg",
                "ShutdownAnalyzers.Runtime.AspNetCore.0.1.0.snupkg",
                "ShutdownAnalyzers.Tool.0.1.0.nupkg",
                "ShutdownAnalyzers.Tool.0.1.0.snupkg",
            ],
            feed.Files.Select(Path.GetFileName));

    [Fact]
    public void The_analyzers_have_nothing_to_run() =>
        Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/ShutdownAnalyzers.CodeFixes.dll",
                "analyzers/dotnet/cs/ShutdownAnalyzers.dll",
                "build/ShutdownAnalyzers.props",
                "build/ShutdownAnalyzers.targets",
                "buildTransitive/ShutdownAnalyzers.props",
                "buildTransitive/ShutdownAnalyzers.targets",
                "configs/deployment-findings-at-run-call.globalconfig",
                "icon.png",
                "presets/none.globalconfig",
                "presets/recommended.globalconfig",
                "presets/strict.globalconfig",
            ],
            FilesOf("ShutdownAnalyzers", "nupkg"));

    [Theory]
    [InlineData("ShutdownAnalyzers.Runtime")]
    [InlineData("ShutdownAnalyzers.Runtime.AspNetCore")]
    public void A_runtime_package_is_its_assembly_twice_and_its_documentation(string id)
    {
        Assert.Equal(
            ["README.md", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", $"runtimes/linux-x64/lib/net10.0/{id}.dll"],
            FilesOf(id, "nupkg"));
        Assert.Equal([$"lib/net10.0/{id}.pdb"], FilesOf(id, "snupkg"));
    }

    [Theory]
    [InlineData("any")]
    [InlineData("linux-x64")]
    public void The_tool_is_its_assembly_and_what_it_needs_to_run(string platform) =>
        Assert.Equal(
            [
                "DotnetToolSettings.xml",
                "Microsoft.Extensions.Configuration.Abstractions.dll",
                "Microsoft.Extensions.Configuration.Binder.dll",
                "Microsoft.Extensions.Configuration.dll",
                "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
                "Microsoft.Extensions.Diagnostics.Abstractions.dll",
                "Microsoft.Extensions.FileProviders.Abstractions.dll",
                "Microsoft.Extensions.Hosting.Abstractions.dll",
                "Microsoft.Extensions.Logging.Abstractions.dll",
                "Microsoft.Extensions.Options.ConfigurationExtensions.dll",
                "Microsoft.Extensions.Options.dll",
                "Microsoft.Extensions.Primitives.dll",
                "ShutdownAnalyzers.Runtime.dll",
                "System.CommandLine.dll",
                "dotnet-shutdown.deps.json",
                "dotnet-shutdown.dll",
                "dotnet-shutdown.pdb",
                "dotnet-shutdown.runtimeconfig.json",
                "dotnet-shutdown.xml",
            ],
            FilesOf("ShutdownAnalyzers.Tool", "nupkg").Where(IsOf(platform)).Select(Path.GetFileName));

    [Fact]
    public void There_is_a_tool_for_all_platforms_and_one_compiled_ahead() =>
        Assert.Equal(
            ["README.md", "icon.png"],
            FilesOf("ShutdownAnalyzers.Tool", "nupkg").Where(static file => !IsOf("any")(file) && !IsOf("linux-x64")(file)));

    [Theory]
    [InlineData("ShutdownAnalyzers.Runtime", "lib/net10.0/ShutdownAnalyzers.Runtime.dll", false)]
    [InlineData("ShutdownAnalyzers.Runtime", "runtimes/linux-x64/lib/net10.0/ShutdownAnalyzers.Runtime.dll", true)]
    [InlineData("ShutdownAnalyzers.Runtime.AspNetCore", "lib/net10.0/ShutdownAnalyzers.Runtime.AspNetCore.dll", false)]
    [InlineData("ShutdownAnalyzers.Runtime.AspNetCore", "runtimes/linux-x64/lib/net10.0/ShutdownAnalyzers.Runtime.AspNetCore.dll", true)]
    [InlineData("ShutdownAnalyzers.Tool", "tools/net10.0/any/dotnet-shutdown.dll", false)]
    [InlineData("ShutdownAnalyzers.Tool", "tools/net10.0/linux-x64/dotnet-shutdown.dll", true)]
    [InlineData("ShutdownAnalyzers.Tool", "tools/net10.0/any/ShutdownAnalyzers.Runtime.dll", false)]
    [InlineData("ShutdownAnalyzers.Tool", "tools/net10.0/linux-x64/ShutdownAnalyzers.Runtime.dll", true)]
    [InlineData("ShutdownAnalyzers.Tool", "tools/net10.0/any/System.CommandLine.dll", false)]
    [InlineData("ShutdownAnalyzers.Tool", "tools/net10.0/linux-x64/System.CommandLine.dll", true)]
    public void Only_what_is_for_one_platform_is_compiled_ahead(string id, string file, bool compiledAhead)
    {
        using var package = ZipFile.OpenRead(PathOf(id, "nupkg"));
        using var assembly = new MemoryStream();
        using (var packed = package.GetEntry(file)!.Open())
            packed.CopyTo(assembly);
        assembly.Position = 0;
        using var image = new PEReader(assembly);

        Assert.Equal(compiledAhead, image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }

    [Fact]
    public void Nobody_ships_with_the_analyzers()
    {
        var metadata = Nuspec("ShutdownAnalyzers");

        Assert.Equal("true", Value(metadata, "developmentDependency"));
        Assert.Empty(Dependencies(metadata));
    }

    [Fact]
    public void Who_takes_the_runtime_gets_the_analyzers_and_their_build_files()
    {
        Assert.Equal(
            [
                "Microsoft.Extensions.Hosting.Abstractions",
                "Microsoft.Extensions.Options.ConfigurationExtensions",
                "ShutdownAnalyzers including All",
            ],
            Dependencies(Nuspec("ShutdownAnalyzers.Runtime")));
        Assert.Equal(
            ["ShutdownAnalyzers including All", "ShutdownAnalyzers.Runtime"],
            Dependencies(Nuspec("ShutdownAnalyzers.Runtime.AspNetCore")));
    }

    [Theory]
    [InlineData("ShutdownAnalyzers")]
    [InlineData("ShutdownAnalyzers.Runtime")]
    [InlineData("ShutdownAnalyzers.Runtime.AspNetCore")]
    [InlineData("ShutdownAnalyzers.Tool")]
    public void A_package_says_what_it_is(string id)
    {
        var metadata = Nuspec(id);

        foreach (var name in (string[])["description", "releaseNotes", "tags", "license", "icon", "readme", "projectUrl"])
            Assert.False(string.IsNullOrWhiteSpace(Value(metadata, name)), $"{id} has no {name}.");
        Assert.Matches("^[0-9a-f]{40}$", metadata.Elements().Single(static e => e.Name.LocalName == "repository").Attribute("commit")?.Value ?? "");
    }

    private static Func<string, bool> IsOf(string platform) => file => file.StartsWith($"tools/net10.0/{platform}/", StringComparison.Ordinal);

    private IEnumerable<string> FilesOf(string id, string extension)
    {
        using var package = ZipFile.OpenRead(PathOf(id, extension));
        return [.. package.Entries.Select(static entry => entry.FullName).Where(static file => !IsPlumbing(file)).Order(StringComparer.Ordinal)];
    }

    // What every NuGet package consists of.
    private static bool IsPlumbing(string file) =>
        file is "[Content_Types].xml" || file.StartsWith("_rels/", StringComparison.Ordinal)
        || file.StartsWith("package/", StringComparison.Ordinal) || file.EndsWith(".nuspec", StringComparison.Ordinal);

    private XElement Nuspec(string id)
    {
        using var package = ZipFile.OpenRead(PathOf(id, "nupkg"));
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    private static string? Value(XElement metadata, string name) =>
        metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    private static IEnumerable<string> Dependencies(XElement metadata) =>
        metadata.Descendants().Where(static element => element.Name.LocalName == "dependency")
            .Select(static d => d.Attribute("id")!.Value + (d.Attribute("include") is { } include ? $" including {include.Value}" : ""))
            .Order(StringComparer.Ordinal);

    private string PathOf(string id, string extension) =>
        feed.Files.Single(file => Path.GetFileName(file) == $"{id}{Version}{extension}");
}
