using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers;

/// <summary>
/// A library as a build hands it to the compiler: a metadata reference. (What an editor hands over is a project:
/// <c>TestState.AdditionalProjects</c>.)
/// </summary>
internal static class ReferencedLibrary
{
    /// <summary>What stands for a referenced project in a build: a reference assembly, its method bodies stripped.</summary>
    public static Task<MetadataReference> AsReferenceAssemblyAsync(this AnalyzerTest<DefaultVerifier> test, string source, params IIncrementalGenerator[] generators) =>
        CompileAsync(test, source, generators, new(metadataOnly: true, includePrivateMembers: false));

    /// <summary>What stands for a package in a build: the assembly with its method bodies.</summary>
    public static Task<MetadataReference> AsAssemblyAsync(this AnalyzerTest<DefaultVerifier> test, string source, params IIncrementalGenerator[] generators) =>
        CompileAsync(test, source, generators, new());

    private static async Task<MetadataReference> CompileAsync(AnalyzerTest<DefaultVerifier> test, string source, IIncrementalGenerator[] generators, EmitOptions options)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Compilation library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText(source, path: "/Library/Library.cs", cancellationToken: cancellation)],
            await test.ReferenceAssemblies.ResolveAsync(LanguageNames.CSharp, cancellation),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create(generators).RunGeneratorsAndUpdateCompilation(library, out library, out _, cancellation);

        using var image = new MemoryStream();
        var emitted = library.Emit(image, options: options, cancellationToken: cancellation);
        Assert.True(emitted.Success, string.Join(Environment.NewLine, emitted.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
