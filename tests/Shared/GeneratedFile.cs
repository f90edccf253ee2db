using System.Text.RegularExpressions;

namespace ShutdownAnalyzers.Generated;

/// <summary>
/// A file, or the part of it between two markers, that is derived from the code.
/// With <c>SHUTDOWN_UPDATE_GENERATED=1 dotnet test</c> the check writes it instead.
/// </summary>
/// <param name="path">The file within the repository.</param>
/// <param name="marker">What the markers around the part are called: it stands between <c>&lt;!-- rules --&gt;</c> and <c>&lt;!-- /rules --&gt;</c>.</param>
internal sealed class GeneratedFile(string path, string marker = "rules")
{
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
        var (before, _, after) = Parts();
        ShouldBe($"{before}\n{expected}{after}");
    }

    /// <summary>For figures that differ from run to run: shows those of the run that wrote it, and is held to what all runs have in common.</summary>
    /// <param name="measured">What this run would write.</param>
    /// <param name="pattern">What any run would.</param>
    public void ShouldShow(string measured, Regex pattern)
    {
        if (Update)
            ShouldContain(measured);

        Assert.Matches(pattern, Parts().Part.ReplaceLineEndings("\n"));
    }

    private (string Before, string Part, string After) Parts()
    {
        var (start, end) = ($"<!-- {marker} -->", $"<!-- /{marker} -->");
        var text = File.ReadAllText(_path);
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= start.Length && to >= from, $"{path} lacks the markers {start} and {end}.");
        return (text[..from], text[from..to], text[to..]);
    }
}
