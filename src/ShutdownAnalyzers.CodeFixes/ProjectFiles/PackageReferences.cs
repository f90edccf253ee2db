using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.ProjectFiles;

/// <summary>
/// Adds packages to projects. The analyzer package hands the project file, and under central package management the file with
/// the versions, to the compiler as additional files, so a fix can change them together with the code.
/// </summary>
internal static class PackageReferences
{
    private static readonly StringComparer s_paths = StringComparer.OrdinalIgnoreCase;

    /// <summary>
    /// The solution in which the project references the package: the same one if it does so already, in whatever version.
    /// null if that cannot be written safely: the package does not run on what the project targets, or the project file is not
    /// at hand, not well-formed, or without an SDK.
    /// </summary>
    public static async Task<Solution?> WithPackageAsync(this Project project, string package, CancellationToken cancel)
    {
        var solution = project.Solution;
        var compilation = await project.GetCompilationAsync(cancel).ConfigureAwait(false);
        if (compilation is null || compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == package))
            return solution;

        if (ProjectFileOf(project) is not { } projectFile || !await RunsOnAllTargetsAsync(project, cancel).ConfigureAwait(false))
            return null;

        if (await ReadAsync(projectFile, cancel).ConfigureAwait(false) is not { UsesSdk: true } references)
            return null;

        if (CentralVersionsOf(project) is not { } versionsFile)
            return References(references, package) ? solution : With(projectFile, references, "PackageReference", $"""<PackageReference Include="{package}" Version="{RuntimePackage.Version}" />""");

        if (await ReadAsync(versionsFile, cancel).ConfigureAwait(false) is not { } versions)
            return null;

        if (References(references, package) || References(versions, package))
            return solution;

        solution = With(projectFile, references, "PackageReference", $"""<PackageReference Include="{package}" />""");
        return versions.Names("PackageVersion", package)
            ? solution
            : solution.WithAdditionalDocumentText(versionsFile.Id, versions.WithItem("PackageVersion", $"""<PackageVersion Include="{package}" Version="{RuntimePackage.Version}" />"""));
    }

    /// <summary>Gives all documents of one file the text of the one that changed: whichever is written last, nothing is lost.</summary>
    public static async Task<Solution> WithSameTextInAllCopiesAsync(this Solution changed, Solution before, CancellationToken cancel)
    {
        var result = changed;
        foreach (var id in changed.GetChanges(before).GetProjectChanges().SelectMany(static project => project.GetChangedAdditionalDocuments()))
        {
            var document = changed.GetAdditionalDocument(id)!;
            var text = await document.GetTextAsync(cancel).ConfigureAwait(false);
            foreach (var copy in changed.Projects.SelectMany(static project => project.AdditionalDocuments))
                if (copy.Id != id && copy.FilePath is not null && s_paths.Equals(copy.FilePath, document.FilePath))
                    result = result.WithAdditionalDocumentText(copy.Id, text);
        }

        return result;
    }

    private static bool References(MsBuildFile file, string package) => file.Names("PackageReference", package) || file.Names("GlobalPackageReference", package);

    private static Solution With(TextDocument document, MsBuildFile file, string itemType, string item) =>
        document.Project.Solution.WithAdditionalDocumentText(document.Id, file.WithItem(itemType, item));

    private static TextDocument? ProjectFileOf(Project project)
    {
        var files = WithExtension(project, ".csproj");
        return files.FirstOrDefault(file => s_paths.Equals(file.FilePath, project.FilePath)) ?? (files.Count == 1 ? files[0] : null);
    }

    private static TextDocument? CentralVersionsOf(Project project) => WithExtension(project, ".props").FirstOrDefault();

    private static List<TextDocument> WithExtension(Project project, string extension) =>
        [.. project.AdditionalDocuments.Where(document => s_paths.Equals(Path.GetExtension(document.FilePath ?? document.Name), extension))];

    private static async Task<MsBuildFile?> ReadAsync(TextDocument document, CancellationToken cancel) =>
        MsBuildFile.Read(await document.GetTextAsync(cancel).ConfigureAwait(false));

    /// <summary>A project with several targets is several projects of one file; a reference in the file is one for them all.</summary>
    private static async Task<bool> RunsOnAllTargetsAsync(Project project, CancellationToken cancel)
    {
        foreach (var target in project.Solution.Projects)
        {
            if (target.Id != project.Id && (target.FilePath is null || !s_paths.Equals(target.FilePath, project.FilePath)))
                continue;

            if (await target.GetCompilationAsync(cancel).ConfigureAwait(false) is { } compilation
                && compilation.ObjectType.ContainingAssembly.Identity.Version.Major < RuntimePackage.OldestFramework)
                return false;
        }

        return true;
    }
}
