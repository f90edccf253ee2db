using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Generated;
using ShutdownAnalyzers.Scratch;

namespace ShutdownAnalyzers.EndToEnd.Samples;

/// <summary><c>samples/Safe</c> is not written by hand: with <c>SHUTDOWN_UPDATE_GENERATED=1</c> this test writes it anew.</summary>
public sealed class SafeSampleTests(PackageFeed feed)
{
    private const string WriteAnew = "`SHUTDOWN_UPDATE_GENERATED=1 dotnet test tests/ShutdownAnalyzers.EndToEnd.Tests` writes it anew.";

    private static readonly string s_unsafe = Path.Combine(PackageFeed.Repository, "samples", "Unsafe");
    private static readonly string s_safe = Path.Combine(PackageFeed.Repository, "samples", "Safe");

    [Fact]
    public async Task Safe_is_byte_for_byte_what_the_fixes_make_of_Unsafe()
    {
        using var scratch = feed.NewScratch();
        scratch.CopyProject(s_unsafe, "Shop");
        var dotnet = scratch.Dotnet("Shop", TestContext.Current.CancellationToken);

        await dotnet.RunAsync("add", "package", "ShutdownAnalyzers");
        await dotnet.RunAsync("format", "analyzers");

        var made = scratch.Sources("Shop");
        if (GeneratedFile.Update) Write(made);
        Assert.True(Directory.Exists(s_safe), $"There is no samples/Safe. {WriteAnew}");
        var safe = ScratchFolder.SourcesOf(s_safe);
        var differing = made.Keys.Union(safe.Keys).Where(file => made.GetValueOrDefault(file) != safe.GetValueOrDefault(file));
        Assert.True(!differing.Any(), $"samples/Safe is not what the fixes make of samples/Unsafe: {string.Join(", ", differing)}. {WriteAnew}");
    }

    private static void Write(IReadOnlyDictionary<string, string> sources)
    {
        if (Directory.Exists(s_safe)) Directory.Delete(s_safe, recursive: true);
        foreach (var (file, text) in sources)
        {
            var path = Path.Combine(s_safe, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}
