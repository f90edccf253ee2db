namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The project under test with what surrounds it, and the diagnostics expected there.</summary>
public class SolutionState(string name, string defaultPrefix, string defaultExtension) : ProjectState(name, defaultPrefix, defaultExtension)
{
    public StateInheritanceMode InheritanceMode { get; set; }

    public MarkupMode? MarkupHandling { get; set; }

    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    public ProjectCollection AdditionalProjects { get; } = new(defaultExtension);

    internal IEnumerable<ProjectState> Projects => [this, .. AdditionalProjects.Values];

    internal bool SaysAnything => ExpectedDiagnostics.Count > 0 || Projects.Any(static project => project.HasFiles);

    internal string DefaultPath => $"{DefaultPrefix}0.{DefaultExtension}";

    internal bool HasTheFilesOf(SolutionState other) =>
        base.HasTheFilesOf(other)
        && AdditionalProjects.Keys.SequenceEqual(other.AdditionalProjects.Keys)
        && AdditionalProjects.All(project => project.Value.HasTheFilesOf(other.AdditionalProjects[project.Key]));

    internal SolutionState Copy()
    {
        var copy = new SolutionState(Name, DefaultPrefix, DefaultExtension) { InheritanceMode = InheritanceMode, MarkupHandling = MarkupHandling };
        copy.InheritAll(this);
        copy.ExpectedDiagnostics.AddRange(ExpectedDiagnostics);
        return copy;
    }

    /// <summary>This state with what it leaves unsaid taken from the state before the fix.</summary>
    internal SolutionState WithInheritedValuesApplied(SolutionState before, IReadOnlySet<string> fixableIds)
    {
        var state = Copy();
        if (InheritanceMode == StateInheritanceMode.Explicit)
            return state;

        state.InheritAll(before);
        var unchanged = state.HasTheFilesOf(before);
        var inheritsFixable = unchanged || InheritanceMode == StateInheritanceMode.AutoInheritAll;
        if (state.ExpectedDiagnostics.Count == 0)
            state.ExpectedDiagnostics.AddRange(before.ExpectedDiagnostics.Where(result => inheritsFixable || !fixableIds.Contains(result.Id)));
        state.MarkupHandling ??= inheritsFixable ? before.MarkupHandling ?? MarkupMode.Allow : MarkupMode.IgnoreFixable;
        return state;
    }

    private void InheritAll(SolutionState other)
    {
        Inherit(other);
        foreach (var (projectName, project) in other.AdditionalProjects)
            AdditionalProjects[projectName].Inherit(project);
    }
}
