namespace ShutdownAnalyzers.Runtime;

/// <summary>The threads that an app has made, as Linux names them; other systems do not tell.</summary>
internal static class AppThreads
{
    /// <summary>The name of our own.</summary>
    public const string Ours = "Forced exit";

    private const string Tasks = "/proc/self/task";

    public static string[] Names()
    {
        if (!OperatingSystem.IsLinux())
            return [];

        try
        {
            var main = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return [.. Directory.GetDirectories(Tasks)
                .Where(task => Path.GetFileName(task) != main)
                .Select(static task => File.ReadAllText(Path.Combine(task, "comm")).TrimEnd())
                .Where(static name => !name.StartsWith(".NET ", StringComparison.Ordinal) && name != Ours)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // A thread has just ended, or a sandbox does not show them.
        }
    }
}
