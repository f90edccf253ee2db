using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>A temporary folder into which npm installs one package, and in which its command runs.</summary>
internal sealed class NodeFolder : IDisposable
{
    public const string Node = "node";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nd-"); // A socket's path may not be long.

    /// <summary>A script beside this class.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Cluster", "Contenders", name);

    /// <exception cref="AppFailedException">npm says why.</exception>
    public static async Task<NodeFolder> InstallAsync(string package, CancellationToken cancellation)
    {
        var folder = new NodeFolder();
        await folder.RunAsync("npm", cancellation, "install", "--prefix", ".", "--no-audit", "--no-fund", "--loglevel=error", package).OrDisposeAsync(folder);
        return folder;
    }

    /// <summary>Replaces a text in a file of the installed package.</summary>
    /// <exception cref="AppFailedException">The text is not there.</exception>
    public void Patch(string file, string text, string replacement)
    {
        var path = PathOf(file);
        var source = File.ReadAllText(path);
        if (!source.Contains(text, StringComparison.Ordinal))
            throw new AppFailedException($"{file} has no '{text}' to be patched.");
        File.WriteAllText(path, source.Replace(text, replacement, StringComparison.Ordinal));
    }

    /// <summary>Runs a command in the folder to its end; the package's own by the path of its link.</summary>
    public Task RunAsync(string command, CancellationToken cancellation, params IEnumerable<string> arguments) =>
        AppProcess.RunCommandAsync(command, _folder.FullName, cancellation, arguments);

    /// <summary>The path of a command that the package has brought.</summary>
    public string Command(string name) => PathOf($"node_modules/.bin/{name}");

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    public void Dispose() => _folder.Delete(recursive: true);
}
