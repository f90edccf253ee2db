using System.Text;

namespace ShutdownAnalyzers.Generated;

/// <summary>What can be derived from the rules is derived, and a change of a rule that forgets one of these files fails here.</summary>
public sealed class GeneratedFilesTests
{
    [Fact]
    public void The_readme_lists_every_rule() =>
        new GeneratedFile("README.md").ShouldContain(Table("docs/rules/"));

    [Fact]
    public void The_index_of_the_rule_pages_lists_every_rule() =>
        new GeneratedFile("docs/rules/README.md").ShouldContain(Table(""));

    [Fact]
    public void The_readme_of_the_package_lists_every_rule() =>
        new GeneratedFile("nuget/readme/ShutdownAnalyzers.md").ShouldContain(Table("https://github.com/ShutdownAnalyzers/ShutdownAnalyzers/blob/main/docs/rules/"));

    [Theory]
    [InlineData("none", "none", "Every rule is off; turn on the ones you want.")]
    [InlineData("strict", "warning", "Every rule is a warning.")]
    public void The_preset_names_every_rule(string mode, string severity, string meaning) =>
        new GeneratedFile($"nuget/presets/{mode}.globalconfig").ShouldBe(Preset(mode, severity, meaning));

    [Fact]
    public void Release_tracking_names_every_rule() =>
        new GeneratedFile("src/ShutdownAnalyzers/AnalyzerReleases.Unshipped.md").ShouldBe(ReleaseTracking());

    // A line for one rule would win over the user's line for the whole category, so this one has none.
    [Fact]
    public void The_default_preset_leaves_every_rule_at_its_default_severity() =>
        new GeneratedFile("nuget/presets/recommended.globalconfig").ShouldBe(PresetHeader("recommended", "Every rule with its default severity."));

    private static string PresetHeader(string mode, string meaning) =>
        // The lowest level there is: whatever a user's own config says about a rule wins.
        $"# ShutdownAnalyzersMode={mode}: {meaning}\nis_global = true\nglobal_level = -100\n";

    private static string Table(string pages)
    {
        var table = new StringBuilder("| rule | what it reports | severity | fix |\n| --- | --- | --- | --- |\n");
        foreach (var rule in RuleCatalogue.Rules)
            table.Append($"| [{rule.Id}]({pages}{rule.Id}.md) | {rule.Descriptor.Title} | {rule.Severity} | {(rule.HasFix ? "yes" : "")} |\n");
        return table.ToString();
    }

    private static string Preset(string mode, string severity, string meaning)
    {
        var preset = new StringBuilder(PresetHeader(mode, meaning));
        foreach (var rule in RuleCatalogue.Rules)
            preset.Append($"\n# {rule.Id}: {rule.Descriptor.Title}\ndotnet_diagnostic.{rule.Id}.severity = {severity}\n");
        return preset.ToString();
    }

    private static string ReleaseTracking()
    {
        var tracking = new StringBuilder("""
            ; Unshipped analyzer release
            ; https://github.com/dotnet/roslyn-analyzers/blob/main/src/Microsoft.CodeAnalysis.Analyzers/ReleaseTrackingAnalyzers.Help.md

            ### New Rules

            Rule ID | Category | Severity | Notes
            --------|----------|----------|-------

            """);
        foreach (var rule in RuleCatalogue.Rules)
            tracking.Append($"{rule.Id} | {rule.Descriptor.Category} | {rule.Descriptor.DefaultSeverity} | {rule.Analyzer}\n");
        return tracking.ToString();
    }
}
