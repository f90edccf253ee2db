using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Robustness;

/// <summary>Everything the analyzer assembly brings, found by reflection, and run over code as it comes.</summary>
internal static class AllRules
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Preview);

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = InstancesOf<DiagnosticAnalyzer>();

    private static ImmutableArray<IIncrementalGenerator> Generators { get; } = InstancesOf<IIncrementalGenerator>();

    /// <summary>An app with no source yet. Compilations made from one share the framework's symbols, which makes thousands of them cheap.</summary>
    public static async Task<Compilation> EmptyAppAsync()
    {
        var aspNetCore = ReferenceAssemblies.Net.Net100.AddPackages([new("Microsoft.AspNetCore.App.Ref", "10.0.0")]);
        return CSharpCompilation.Create(
            "App",
            references: await aspNetCore.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken),
            options: new(OutputKind.ConsoleApplication, allowUnsafe: true));
    }

    /// <returns>What the rules report.</returns>
    public static Task<ImmutableArray<Diagnostic>> RunAsync(Compilation app, params string[] sources) =>
        RunAsync(app.AddSyntaxTrees(sources.Select(static (source, i) => CSharpSyntaxTree.ParseText(source, s_parse, $"/App/{i}.cs"))));

    private static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation app)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var generated = CSharpGeneratorDriver.Create([.. Generators.Select(GeneratorExtensions.AsSourceGenerator)], parseOptions: s_parse)
            .RunGeneratorsAndUpdateCompilation(app, out app, out _, cancellation)
            .GetRunResult();
        Assert.All(generated.Results, static result => Assert.Null(result.Exception));

        Exception? thrown = null;
        var options = new CompilationWithAnalyzersOptions(
            new([]),
            onAnalyzerException: (exception, _, _) => thrown ??= exception,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var reported = await app.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.Null(thrown);
        return reported;
    }

    private static ImmutableArray<T> InstancesOf<T>() =>
    [
        .. typeof(ShutdownAnalyzer).Assembly.GetTypes()
            .Where(static type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract)
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (T)Activator.CreateInstance(type)!),
    ];
}
