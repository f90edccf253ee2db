namespace ShutdownAnalyzers.Runtime;

/// <summary>The apps in <c>tests/TestApps</c>, built along with the tests.</summary>
internal static class TestApp
{
    public static string Web => Assembly("WebTestApp");

    public static string Worker => Assembly("WorkerTestApp");

    // All projects build into artifacts/bin/<project>/<configuration>.
    private static string Assembly(string name)
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(own.Parent!.Parent!.FullName, name, own.Name, $"{name}.dll");
    }
}
