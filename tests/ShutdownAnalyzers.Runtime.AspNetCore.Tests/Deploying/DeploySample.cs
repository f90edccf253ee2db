namespace ShutdownAnalyzers.Runtime.AspNetCore.Deploying;

/// <summary>The files in <c>samples/deploy</c>, with another port or setting for a test.</summary>
internal static class DeploySample
{
    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, "samples", "deploy", file));

    /// <summary>Puts another text in place of one that must be there.</summary>
    public static string With(this string sample, string text, string other, int times = 1)
    {
        Assert.Equal(times, sample.Split(text).Length - 1);
        return sample.Replace(text, other);
    }
}
