using System.Runtime.CompilerServices;

namespace ShutdownAnalyzers;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = RootAbove();

    private static string RootAbove([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
