using System.Text.RegularExpressions;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Deploying;

/// <summary>The files in <c>samples/deploy</c>, with another port or setting for a test.</summary>
internal static class DeploySample
{
    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, "samples", "deploy", file));

    /// <summary>Puts another text in place of one that must be there, as whole words: a port is not found in a longer number.</summary>
    public static string With(this string sample, string text, string other, int times = 1)
    {
        var words = new Regex($@"(?<!\w){Regex.Escape(text)}(?!\w)");
        Assert.Equal(times, words.Count(sample));
        return words.Replace(sample, _ => other);
    }
}
