using System.Text;

namespace ShutdownAnalyzers.Scratch;

/// <summary>
/// A temporary folder whose projects get this repository's packages from a feed, and only from there.
/// It is outside the repository, so that its projects build as they would in a newcomer's own folder.
/// </summary>
public sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shutdown-scratch-");
    private readonly string _packageCache;

    /// <param name="feed">The folder with the packages.</param>
    /// <param name="packageCache">The folder they are unpacked to; null for one within this folder. Several may share one while <paramref name="feed"/> stays as it is.</param>
    public ScratchFolder(string feed, string? packageCache = null)
    {
        _packageCache = packageCache ?? PathOf("packages");
        Write("nuget.config", NuGetConfig(feed));
    }

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    /// <summary>The <c>dotnet</c> command in a folder within this one.</summary>
    public DotnetCli Dotnet(string folder, CancellationToken cancellation) => new(PathOf(folder), _packageCache, cancellation);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Writes a file, the folders on its way included.</summary>
    public void Write(string file, string text)
    {
        var path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Copies a project as it is in source control, without what builds have left.</summary>
    public void CopyProject(string from, string to)
    {
        foreach (var file in SourceFiles(from))
        {
            var copy = Path.Combine(PathOf(to), Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>A project's own files: path within the project → text, a byte order mark included.</summary>
    public IReadOnlyDictionary<string, string> Sources(string project) => SourcesOf(PathOf(project));

    /// <summary>The same for a project anywhere.</summary>
    public static IReadOnlyDictionary<string, string> SourcesOf(string folder) =>
        SourceFiles(folder).ToDictionary(file => Path.GetRelativePath(folder, file), file => Encoding.UTF8.GetString(File.ReadAllBytes(file)));

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).All(static part => part is not ("bin" or "obj")))
            .Order(StringComparer.Ordinal);

    private static string NuGetConfig(string feed) => $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="scratch" value="{feed}" />
            <add key="nuget.org" value="https://api.nuget.org/v3/index.json" />
          </packageSources>
          <packageSourceMapping>
            <packageSource key="scratch"><package pattern="ShutdownAnalyzers*" /></packageSource>
            <packageSource key="nuget.org"><package pattern="*" /></packageSource>
          </packageSourceMapping>
          <fallbackPackageFolders>
            <clear />
            {UsersPackages()}
          </fallbackPackageFolders>
        </configuration>
        """;

    // What others have made need not be fetched again, unless our own packages lie there too: they would win over the feed's.
    private static string UsersPackages()
    {
        var folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        var usable = Directory.Exists(folder) && !Directory.EnumerateDirectories(folder, "shutdownanalyzers*").Any();
        return usable ? $"""<add key="user" value="{folder}" />""" : "";
    }
}
