using System.Globalization;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>The file with the supervisor's process id, there for as long as it runs.</summary>
internal sealed class PidFile : IDisposable
{
    private readonly string _path;

    /// <exception cref="IOException">It cannot be written.</exception>
    public PidFile(string path)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.Delete(path); // One that is left has the rights that somebody else gave it.
        Posix.WithPrivateFiles(() => File.WriteAllText(path, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
    }

    public void Dispose() => File.Delete(_path);
}
