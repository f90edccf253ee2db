using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Makes a workspace's solution out of a state whose marks are taken out.</summary>
internal static class TestSolution
{
    public static async Task<Solution> CreateAsync(SolutionState state, ProjectSettings settings, CancellationToken cancellationToken)
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        var ids = state.Projects.ToDictionary(static project => project.Name, static project => ProjectId.CreateNewId(project.Name));

        foreach (var project in state.Projects)
            solution = await AddAsync(solution, project, ids[project.Name], settings, cancellationToken);

        foreach (var project in state.Projects)
            foreach (var reference in project.AdditionalProjectReferences)
                solution = solution.AddProjectReference(ids[project.Name], new(ids[reference]));

        return solution;
    }

    private static async Task<Solution> AddAsync(Solution solution, ProjectState project, ProjectId id, ProjectSettings settings, CancellationToken cancellationToken)
    {
        var framework = project.ReferenceAssemblies ?? settings.ReferenceAssemblies;
        var references = await framework.ResolveAsync(settings.Language, cancellationToken);
        var options = settings.CompilationOptions.WithOutputKind(project.OutputKind ?? settings.CompilationOptions.OutputKind);

        solution = solution
            .AddProject(ProjectInfo.Create(id, VersionStamp.Default, project.Name, project.AssemblyName, settings.Language))
            .WithProjectCompilationOptions(id, options)
            .WithProjectParseOptions(id, settings.ParseOptions)
            .AddMetadataReferences(id, [.. references, .. project.AdditionalReferences]);

        foreach (var (path, text) in project.Sources)
            solution = solution.AddDocument(DocumentId.CreateNewId(id, path), Path.GetFileName(path), text, filePath: path);
        foreach (var (path, text) in project.AdditionalFiles)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id, path), Path.GetFileName(path), text, filePath: path);

        return solution.AddAnalyzerConfigDocuments([.. project.AnalyzerConfigFiles.Select(file => ConfigFile(id, file.filename, file.content))]);
    }

    private static DocumentInfo ConfigFile(ProjectId project, string path, SourceText text) =>
        DocumentInfo.Create(
            DocumentId.CreateNewId(project, path),
            Path.GetFileName(path),
            loader: TextLoader.From(TextAndVersion.Create(text, VersionStamp.Default)),
            filePath: path);
}

/// <summary>What all projects of a test share.</summary>
internal sealed record ProjectSettings(string Language, CompilationOptions CompilationOptions, ParseOptions ParseOptions, ReferenceAssemblies ReferenceAssemblies);
