using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// An editor shows what a build reports: the diagnostics of each file asked for on its own add up to those of the build, and
/// none is non-local (the light bulb offers no fix for such a one).
/// </summary>
internal static class EditorParity
{
    public static async Task VerifyAsync(ProjectAnalysis analysis, ImmutableArray<Diagnostic> build, IVerifier verifier, CancellationToken cancellationToken)
    {
        var nonLocal = await analysis.NonLocalAsync(cancellationToken);
        verifier.True(nonLocal.IsEmpty, $"Reported outside of the file that was being analysed (in an end action, or into another file), so no editor shows it:{Environment.NewLine}{DiagnosticText.Of(nonLocal)}");

        var inBuild = Lines(build);
        var inEditor = Lines(await analysis.EditorAsync(cancellationToken));
        verifier.True(inBuild == inEditor, $"The build (-) and the editor (+) differ:{Environment.NewLine}{LineDiff.Between(inBuild, inEditor)}");
    }

    private static string Lines(ImmutableArray<Diagnostic> diagnostics) =>
        string.Join('\n', diagnostics.Select(static diagnostic => $"{diagnostic.Location.GetLineSpan()}: {diagnostic.Id}: {diagnostic.GetMessage()}").Order(StringComparer.Ordinal));
}
