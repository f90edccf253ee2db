using System.Reflection;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>References besides <see cref="ReferenceAssemblies"/>.</summary>
public class MetadataReferenceCollection : List<MetadataReference>
{
    public void Add(Assembly assembly) => Add(MetadataReference.CreateFromFile(assembly.Location));

    public void Add(string path) => Add(MetadataReference.CreateFromFile(path));
}
