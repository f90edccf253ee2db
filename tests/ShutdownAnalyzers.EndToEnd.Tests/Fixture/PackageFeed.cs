using System.Reflection;
using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Scratch;

[assembly: AssemblyFixture(typeof(PackageFeed))]

namespace ShutdownAnalyzers.EndToEnd.Fixture;

/// <summary>
/// The packages under test, packed once a run, and one package cache for all its projects.
/// The environment variable <c>SHUTDOWN_PACKAGES</c> names a folder with packages made before.
/// </summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("shutdown-feed-");

    private string _folder = Environment.GetEnvironmentVariable("SHUTDOWN_PACKAGES") ?? "";

    /// <summary>The repository under test, for its samples.</summary>
    public static string Repository { get; } = typeof(PackageFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "RepositoryRoot").Value!;

    public async ValueTask InitializeAsync()
    {
        if (_folder.Length == 0)
        {
            _folder = _temporary.CreateSubdirectory("feed").FullName;
            await new DotnetCli(Repository, packageCache: null, TestContext.Current.CancellationToken)
                .RunAsync("pack", "ShutdownAnalyzers.sln", "-c", "Release", "-o", _folder);
        }

        if (!Directory.EnumerateFiles(_folder, "ShutdownAnalyzers.*.nupkg").Any())
            throw new InvalidOperationException($"There are no packages in {_folder}. `dotnet pack ShutdownAnalyzers.sln -c Release -o {_folder}` makes them.");
    }

    /// <summary>The version of the packages.</summary>
    public string Version => Path.GetFileNameWithoutExtension(Files.First(static file => char.IsAsciiDigit(Path.GetFileName(file)["ShutdownAnalyzers.".Length])))["ShutdownAnalyzers.".Length..];

    /// <summary>The packages' files, symbol packages included.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(_folder, "*.*nupkg").Order(StringComparer.Ordinal);

    /// <summary>A new folder for a test's projects; they restore from this feed.</summary>
    public ScratchFolder NewScratch() => new(_folder, Path.Combine(_temporary.FullName, "cache"));

    public ValueTask DisposeAsync()
    {
        _temporary.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
