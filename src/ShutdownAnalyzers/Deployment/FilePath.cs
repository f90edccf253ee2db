namespace ShutdownAnalyzers.Deployment;

/// <summary>Paths as text: an analyzer asks no file system.</summary>
internal static class FilePath
{
    public static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    public static string FolderOf(string path) => path.Substring(0, path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>The extension in lower case, without its dot.</summary>
    public static string ExtensionOf(string path) => path.Substring(path.LastIndexOf('.') + 1).ToLowerInvariant();

    /// <summary>A path, relative to a folder or not, as it reads without <c>.</c>, <c>..</c> and slashes around it.</summary>
    public static string Combine(string folder, string relative)
    {
        var isRooted = relative.StartsWith("/", StringComparison.Ordinal) || relative.IndexOf(':') >= 0;
        var parts = new List<string>();
        foreach (var part in (isRooted ? relative : $"{folder}/{relative}").Split('/', '\\'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or ".."))
                parts.Add(part);
        }

        return string.Join("/", parts);
    }
}
