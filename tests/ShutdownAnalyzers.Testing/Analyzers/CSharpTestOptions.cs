
namespace Microsoft.CodeAnalysis.CSharp.Testing;

internal static class CSharpTestOptions
{
    public static CSharpCompilationOptions Compilation { get; } = new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);

    public static CSharpParseOptions Parse { get; } = new(documentationMode: DocumentationMode.Diagnose);
}
