namespace ShutdownAnalyzers.Generated;

/// <summary>
/// A file, or the part of it between two markers, that is derived from the code.
/// With <c>SHUTDOWN_UPDATE_GENERATED=1 dotnet test</c> the check writes it instead.
/// </summary>
internal sealed class GeneratedFile(string path)
{
    private const string Start = "<!-- rules -->";
    private const string End = "<!-- /rules -->";

    public static bool Update => Environment.GetEnvironmentVariable("SHUTDOWN_UPDATE_GENERATED") == "1";

    private readonly string _path = Path.Combine(Repository.Root, path);

    public void ShouldBe(string expected)
    {
        if (Update)
            File.WriteAllText(_path, expected);

        Assert.True(
            File.Exists(_path) && File.ReadAllText(_path).ReplaceLineEndings("\n") == expected.ReplaceLineEndings("\n"),
            $"{path} is not what the code says. `SHUTDOWN_UPDATE_GENERATED=1 dotnet test` writes it anew; `git diff` then shows what changed.");
    }

    /// <summary>Holds only what stands between the markers to the expectation; the rest of the file is written by hand.</summary>
    public void ShouldContain(string expected)
    {
        var text = File.ReadAllText(_path);
        var start = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= Start.Length && end >= start, $"{path} lacks the markers {Start} and {End}.");

        ShouldBe($"{text[..start]}\n{expected}{text[end..]}");
    }
}
