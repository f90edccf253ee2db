namespace ShutdownAnalyzers.Runtime;

/// <summary>The apps in <c>tests/TestApps</c> and the command, built along with the tests.</summary>
internal static class TestApp
{
    public static string Web => Built("WebTestApp", "WebTestApp.dll");

    public static string Worker => Built("WorkerTestApp", "WorkerTestApp.dll");

    /// <summary>The command <c>dotnet-shutdown</c>, as an executable.</summary>
    public static string Tool => Built("ShutdownAnalyzers.Tool", "dotnet-shutdown");

    // All projects build into artifacts/bin/<project>/<configuration>.
    private static string Built(string project, string file)
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, file);
    }
}
