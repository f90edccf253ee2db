namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a project of a test consists of.</summary>
public class ProjectState(string name, string defaultPrefix, string defaultExtension)
{
    public string Name { get; } = name;

    public string AssemblyName => Name;

    public SourceFileList Sources { get; } = new(defaultPrefix, defaultExtension);

    public SourceFileCollection AdditionalFiles { get; } = [];

    public SourceFileCollection AnalyzerConfigFiles { get; } = [];

    /// <summary>Names of <see cref="SolutionState.AdditionalProjects"/> that this project references.</summary>
    public List<string> AdditionalProjectReferences { get; } = [];

    public MetadataReferenceCollection AdditionalReferences { get; } = [];

    /// <summary>The kind of output, a library if not said.</summary>
    public OutputKind? OutputKind { get; set; }

    /// <summary>The framework to compile against, the test's own if not said.</summary>
    public ReferenceAssemblies? ReferenceAssemblies { get; set; }

    internal string DefaultPrefix { get; } = defaultPrefix;

    internal string DefaultExtension { get; } = defaultExtension;

    internal bool HasFiles => Sources.Count + AdditionalFiles.Count + AnalyzerConfigFiles.Count > 0;

    internal IEnumerable<SourceFileCollection> FileCollections => [Sources, AdditionalFiles, AnalyzerConfigFiles];

    internal bool HasTheFilesOf(ProjectState other) =>
        FileCollections.Zip(other.FileCollections).All(static pair => pair.First.Select(Content).SequenceEqual(pair.Second.Select(Content)));

    /// <summary>Takes over from another state what this one does not say.</summary>
    internal void Inherit(ProjectState other)
    {
        foreach (var (own, inherited) in FileCollections.Zip(other.FileCollections))
            Inherit(own, inherited);
        Inherit(AdditionalProjectReferences, other.AdditionalProjectReferences);
        Inherit(AdditionalReferences, other.AdditionalReferences);
        OutputKind ??= other.OutputKind;
        ReferenceAssemblies ??= other.ReferenceAssemblies;
    }

    private protected static void Inherit<T>(List<T> own, List<T> inherited)
    {
        if (own.Count == 0)
            own.AddRange(inherited);
    }

    private static (string, string) Content((string filename, Text.SourceText content) file) => (file.filename, file.content.ToString());
}
