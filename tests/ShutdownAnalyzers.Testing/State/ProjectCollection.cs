namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Projects by name; asking for one that is not there adds it.</summary>
public class ProjectCollection(string defaultExtension) : SortedDictionary<string, ProjectState>(StringComparer.Ordinal)
{
    public new ProjectState this[string projectName]
    {
        get
        {
            if (!TryGetValue(projectName, out var project))
                Add(projectName, project = new(projectName, $"/{projectName}/Test", defaultExtension));
            return project;
        }
    }
}
