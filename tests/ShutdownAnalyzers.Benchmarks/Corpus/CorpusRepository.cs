using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Benchmarks.Corpus;

/// <summary>All projects of one checked-out repository, each compiled as far as that goes without its packages.</summary>
internal sealed class CorpusRepository
{
    private static readonly ImmutableArray<MetadataReference> s_framework = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(static file => IsFramework(file))
        .Select(static file => MetadataReference.CreateFromFile(file))];

    private readonly Dictionary<string, CorpusProject> _projects;
    private readonly HashSet<string> _folders;
    private readonly Dictionary<string, Compilation> _compilations = [];

    public CorpusRepository(string folder)
    {
        _projects = Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
            .Select(CorpusProject.Read).OfType<CorpusProject>().ToDictionary(static project => project.Path);
        _folders = [.. _projects.Values.Select(static project => project.Folder)];
    }

    /// <summary>The projects that are no tests.</summary>
    public IEnumerable<CorpusProject> Projects => _projects.Values.Where(static project => !project.IsTest).OrderBy(static project => project.Path, StringComparer.Ordinal);

    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CorpusProject project, ImmutableArray<DiagnosticAnalyzer> rules, CancellationToken cancellation) =>
        await Compile(project, []).WithAnalyzers(rules, options: null).GetAnalyzerDiagnosticsAsync(cancellation);

    public int LinesOf(CorpusProject project) => Compile(project, []).SyntaxTrees.Sum(static tree => tree.GetText().Lines.Count);

    private Compilation Compile(CorpusProject project, ImmutableHashSet<string> dependents)
    {
        if (_compilations.TryGetValue(project.Path, out var known))
            return known;

        var references = from referenced in Referenced(project)
                         where !dependents.Contains(referenced.Path)
                         select Compile(referenced, dependents.Add(project.Path)).ToMetadataReference();
        Compilation compilation = CSharpCompilation.Create(
            project.Name,
            project.Parse(_folders),
            [.. s_framework, .. references],
            new(project.IsProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

        // As if each project referenced the rules: one that brings a handler says so.
        CSharpGeneratorDriver.Create([new MarkGenerator().AsSourceGenerator()], parseOptions: CorpusProject.ParseOptions).RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        return _compilations[project.Path] = compilation;
    }

    /// <summary>A project sees what its references reference, too.</summary>
    private HashSet<CorpusProject> Referenced(CorpusProject project)
    {
        var referenced = new HashSet<CorpusProject>();
        for (var next = new Queue<CorpusProject>([project]); next.Count > 0;)
            foreach (var path in next.Dequeue().References)
                if (_projects.TryGetValue(path, out var found) && found != project && referenced.Add(found))
                    next.Enqueue(found);

        return referenced;
    }

    // The framework alone: neither this program nor its packages.
    private static bool IsFramework(string assembly) => Path.GetDirectoryName(assembly)!.Contains("Microsoft.NETCore.App") || Path.GetDirectoryName(assembly)!.Contains("Microsoft.AspNetCore.App");
}
