using ShutdownAnalyzers.Scratch;

namespace ShutdownAnalyzers.EndToEnd.Fixture;

/// <summary>What a user does with the package, in the user's own commands.</summary>
internal static class Repair
{
    /// <returns>The findings of a build.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(this DotnetCli dotnet) => Findings.In(await dotnet.RunAsync("build"));

    /// <summary>Lets the fixes do what they can. What they add is not restored by that.</summary>
    public static Task FixAsync(this DotnetCli dotnet) => dotnet.RunAsync("format", "analyzers", "--no-restore");
}
