namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Holds every file of a fixed solution, the additional ones too, to what a test expects.</summary>
internal static class SolutionComparison
{
    public static async Task VerifyAsync(Solution expected, Solution actual, IVerifier verifier, CancellationToken cancellationToken)
    {
        var expectedFiles = await FilesAsync(expected, cancellationToken);
        var actualFiles = await FilesAsync(actual, cancellationToken);

        verifier.SequenceEqual(expectedFiles.Keys, actualFiles.Keys, message: $"Expected the files {string.Join(", ", expectedFiles.Keys)}, but there are {string.Join(", ", actualFiles.Keys)}.");
        foreach (var (path, text) in expectedFiles)
            verifier.True(text == actualFiles[path], $"{path} is not as expected (-), but (+):{Environment.NewLine}{LineDiff.Between(text, actualFiles[path])}");
    }

    private static async Task<SortedDictionary<string, string>> FilesAsync(Solution solution, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var project in solution.Projects)
            foreach (var document in project.Documents.Concat(project.AdditionalDocuments).Concat(project.AnalyzerConfigDocuments))
                files.Add($"{project.Name}: {document.FilePath ?? document.Name}", (await document.GetTextAsync(cancellationToken)).ToString());
        return files;
    }
}
