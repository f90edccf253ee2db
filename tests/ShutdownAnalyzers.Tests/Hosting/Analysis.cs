using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Lifecycle;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Compilations, for what the verifier has no words for: diagnostic properties, generators, assemblies to reference.</summary>
internal static class Analysis
{
    public static async Task<ImmutableArray<Diagnostic>> OfAsync(DiagnosticAnalyzer analyzer, string program)
    {
        var compilation = await CompileAsync("TestProject", OutputKind.ConsoleApplication, program);
        return await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<CSharpCompilation> CompileAsync(string name, OutputKind kind, string source, params MetadataReference[] references)
    {
        var framework = await new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web).ReferenceAssemblies.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken);
        return CSharpCompilation.Create(name, [Parse(source, $"{name}.cs"), Parse(ProjectKind.Web.ImplicitUsings(), "GlobalUsings.g.cs")], [.. framework, .. references], new(kind));
    }

    /// <summary>The calls of methods of this name in the source of a library, as operations.</summary>
    public static async Task<ImmutableArray<IInvocationOperation>> CallsAsync(string method, string source)
    {
        var (cancellation, compilation) = (TestContext.Current.CancellationToken, await CompileAsync("TestProject", OutputKind.DynamicallyLinkedLibrary, source));
        Assert.DoesNotContain(compilation.GetDiagnostics(cancellation), static diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);

        var model = compilation.GetSemanticModel(compilation.SyntaxTrees[0]);
        return [.. compilation.SyntaxTrees[0].GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Select(call => model.GetOperation(call, cancellation)).OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.Name == method)];
    }

    /// <summary>The compilation with the marks of the package, as it is in every project that has the package installed.</summary>
    public static Compilation WithMarks(this Compilation compilation)
    {
        CSharpGeneratorDriver.Create(new MarkGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out var marked, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return marked;
    }

    /// <summary>What a build references of another project: its surface, without code.</summary>
    public static MetadataReference AsReferenceAssembly(this Compilation compilation) =>
        Emit(compilation, new(metadataOnly: true, includePrivateMembers: false));

    /// <summary>What a package contains: the assembly with its code.</summary>
    public static MetadataReference AsImplementation(this Compilation compilation) => Emit(compilation, new());

    private static MetadataReference Emit(Compilation compilation, Microsoft.CodeAnalysis.Emit.EmitOptions options)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(source, path: path, cancellationToken: TestContext.Current.CancellationToken);
}
