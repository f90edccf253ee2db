namespace Tour;

/// <summary>A scratch folder with a copy of the faulty shop, a package cache of its own, and the packages just made as a feed.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("shutdown-tour-");

    public Workshop(string sample, string feed, CancellationToken cancellation)
    {
        Shop = _scratch.CreateSubdirectory("Shop").FullName;
        CopySources(sample, Shop);
        File.WriteAllText(Path.Combine(_scratch.FullName, "nuget.config"), NuGetConfig(feed));
        Dotnet = new DotnetCli(Shop, Path.Combine(_scratch.FullName, "packages"), cancellation);
    }

    /// <summary>Where the shop's project stands.</summary>
    public string Shop { get; }

    public DotnetCli Dotnet { get; }

    public string ShopAssembly => Path.Combine(Shop, "bin", "Debug", "net10.0", "Shop.dll");

    /// <summary>A path in the scratch folder, outside the shop.</summary>
    public string PathOf(string file) => Path.Combine(_scratch.FullName, file);

    /// <summary>The shop's own files, as they stand now: path within the shop → text.</summary>
    public IReadOnlyDictionary<string, string> Sources() =>
        SourceFiles(Shop).ToDictionary(file => Path.GetRelativePath(Shop, file), File.ReadAllText);

    public void Dispose() => _scratch.Delete(recursive: true);

    private static void CopySources(string from, string to)
    {
        foreach (var file in SourceFiles(from))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static string NuGetConfig(string feed) => $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="tour" value="{feed}" />
            <add key="nuget.org" value="https://api.nuget.org/v3/index.json" />
          </packageSources>
          <packageSourceMapping>
            <packageSource key="tour"><package pattern="ShutdownAnalyzers*" /></packageSource>
            <packageSource key="nuget.org"><package pattern="*" /></packageSource>
          </packageSourceMapping>
        </configuration>
        """;
}
