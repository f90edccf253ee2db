using ShutdownAnalyzers.Scratch;

namespace Tour;

/// <summary>A scratch folder with a copy of the faulty shop, and the packages just made as a feed.</summary>
internal sealed class Workshop : IDisposable
{
    private const string Project = "Shop";

    private readonly ScratchFolder _scratch;

    public Workshop(string sample, string feed, CancellationToken cancellation)
    {
        _scratch = new ScratchFolder(feed);
        _scratch.CopyProject(sample, Project);
        Dotnet = _scratch.Dotnet(Project, cancellation);
    }

    /// <summary>Where the shop's project stands.</summary>
    public string Shop => _scratch.PathOf(Project);

    public DotnetCli Dotnet { get; }

    public string ShopAssembly => Path.Combine(Shop, "bin", "Debug", "net10.0", "Shop.dll");

    /// <summary>A path in the scratch folder, outside the shop.</summary>
    public string PathOf(string file) => _scratch.PathOf(file);

    /// <summary>The shop's own files, as they stand now: path within the shop → text.</summary>
    public IReadOnlyDictionary<string, string> Sources() => _scratch.Sources(Project);

    public void Dispose() => _scratch.Dispose();
}
