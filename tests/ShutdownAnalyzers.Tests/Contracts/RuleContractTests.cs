using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Robustness;

namespace ShutdownAnalyzers.Contracts;

/// <summary>What holds for every rule, whoever writes it.</summary>
public sealed class RuleContractTests
{
    public static TheoryData<string> Ids => [.. Descriptors.Keys];

    private static SortedDictionary<string, DiagnosticDescriptor> Descriptors { get; } =
        new(AllRules.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).ToDictionary(static rule => rule.Id), StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_page_that_its_help_link_opens(string id)
    {
        Assert.EndsWith($"/docs/rules/{id}.md", Descriptors[id].HelpLinkUri);
        Assert.StartsWith($"# {id}", RepositorySources.Page(id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Names_in_its_message_what_it_is_about(string id)
    {
        Assert.NotEmpty(Descriptors[id].Title.ToString());
        Assert.Contains("{0}", Descriptors[id].MessageFormat.ToString());
        Assert.NotEmpty(Descriptors[id].Description.ToString());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Is_on_in_the_one_category(string id)
    {
        Assert.Equal("Shutdown", Descriptors[id].Category);
        Assert.True(Descriptors[id].IsEnabledByDefault);
        Assert.Matches("^SHUT[1-7][0-9]{2}$", id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Says_on_its_page_what_a_user_needs(string id)
    {
        var page = RepositorySources.Page(id);
        Assert.All(["## Cause", "## Why it matters", "## How to fix", "## When to suppress", "## Options"], heading => Assert.Contains(heading, page));
    }
}
