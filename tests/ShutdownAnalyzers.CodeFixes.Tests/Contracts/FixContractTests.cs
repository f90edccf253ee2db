using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ShutdownAnalyzers.Generated;

namespace ShutdownAnalyzers.Contracts;

/// <summary>What holds for every fix, whoever writes it.</summary>
public sealed class FixContractTests
{
    public static TheoryData<string> Names => [.. Providers.Keys];

    private static SortedDictionary<string, CodeFixProvider> Providers { get; } =
        new(RuleCatalogue.Fixes.ToDictionary(static fix => fix.GetType().Name), StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void Fixes_all_in_every_scope(string name)
    {
        var fixAll = Providers[name].GetFixAllProvider();
        Assert.NotNull(fixAll);
        Assert.Superset(new HashSet<FixAllScope> { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution }, fixAll.GetSupportedFixAllScopes().ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fixes_only_rules_there_are(string name) =>
        Assert.Subset(RuleCatalogue.Rules.Select(static rule => rule.Id).ToHashSet(), Providers[name].FixableDiagnosticIds.ToHashSet());

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_exported_for_csharp(string name)
    {
        var export = Providers[name].GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>();
        Assert.NotNull(export);
        Assert.Equal([LanguageNames.CSharp], export.Languages);
    }

    // `dotnet format` applies the providers of an id one after the other, so that two would both change the code.
    [Fact]
    public void No_rule_has_two_fix_providers() =>
        Assert.Distinct(Providers.Values.SelectMany(static fix => fix.FixableDiagnosticIds));
}
