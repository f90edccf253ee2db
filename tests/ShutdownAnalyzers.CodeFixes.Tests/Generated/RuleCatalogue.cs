using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Generated;

/// <summary>Every rule as the assemblies themselves tell it: what is generated is generated from this.</summary>
internal static class RuleCatalogue
{
    public static IReadOnlyList<CataloguedRule> Rules { get; } = [.. Read().OrderBy(static rule => rule.Id, StringComparer.Ordinal)];

    public static IReadOnlyList<CodeFixProvider> Fixes => [.. Instances<CodeFixProvider>(Assembly.Load("ShutdownAnalyzers.CodeFixes"))];

    private static IEnumerable<CataloguedRule> Read()
    {
        var fixable = Fixes
            .SelectMany(static fix => fix.FixableDiagnosticIds)
            .ToHashSet(StringComparer.Ordinal);

        foreach (var analyzer in Instances<DiagnosticAnalyzer>(typeof(ShutdownAnalyzer).Assembly))
            foreach (var descriptor in analyzer.SupportedDiagnostics)
                yield return new(descriptor, BandOf(analyzer.GetType()), analyzer.GetType().Name, fixable.Contains(descriptor.Id));
    }

    private static IEnumerable<T> Instances<T>(Assembly assembly) =>
        assembly.GetTypes()
            .Where(static type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(static type => (T)Activator.CreateInstance(type)!);

    // The folder is the id band, and the namespace is the folder.
    private static string BandOf(Type analyzer) => analyzer.Namespace!.Split('.')[^1];
}

internal sealed record CataloguedRule(DiagnosticDescriptor Descriptor, string Band, string Analyzer, bool HasFix)
{
    public string Id => Descriptor.Id;

    public string Severity => Descriptor.DefaultSeverity == DiagnosticSeverity.Info ? "suggestion" : "warning";
}
